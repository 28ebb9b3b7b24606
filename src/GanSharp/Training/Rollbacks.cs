namespace GanSharp.Training;

/// <summary>How often a training went back to a checkpoint; each time halves the learning rates.</summary>
internal sealed class Rollbacks
{
    private const long Most = 10;

    /// <summary>How often; at most 10 times.</summary>
    public long Count
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Most);
            field = value;
        }
    }

    /// <summary>Whether it may not go back once more.</summary>
    public bool AreMost => Count == Most;

    /// <summary>What the learning rates are multiplied with.</summary>
    public double Factor => Math.Pow(0.5, Count);
}
