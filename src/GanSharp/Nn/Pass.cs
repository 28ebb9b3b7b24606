namespace GanSharp.Nn;

/// <summary>What a forward pass knows besides its input.</summary>
/// <param name="Mode">How layers behave that differ between training and use.</param>
/// <param name="Labels">The class of each sample of the batch; null where nothing is conditioned on classes.</param>
/// <param name="Dropout">What dropout layers do; needed where a network with dropout is trained.</param>
public sealed record Pass(Mode Mode, int[]? Labels = null, DropoutFunction? Dropout = null)
{
    /// <summary>An evaluation without labels.</summary>
    public static Pass Evaluate { get; } = new(Mode.Evaluate);
}
