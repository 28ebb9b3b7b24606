namespace GanSharp.Training;

/// <summary>Counts how often a training was rolled back to a checkpoint; each time halves the learning rates.</summary>
internal sealed class Rollbacks
{
    private const long Most = 10;

    /// <summary>The count, 0 to 10.</summary>
    public long Count
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            field = value;
        }
    }

    /// <summary>Whether no further rollback is allowed.</summary>
    public bool AreMost => Count == Most;

    /// <summary>The factor of the learning rates, ½ to the power of <see cref="Count"/>.</summary>
    public double Factor => Math.Pow(0.5, Count);
}
