namespace GanSharp.Nn;

/// <summary>What a forward pass knows besides its input.</summary>
/// <param name="Mode">How layers behave that differ between training and use.</param>
/// <param name="Labels">The class of each sample of the batch; null where nothing is conditioned on classes.</param>
/// <param name="Dropout">What dropout layers do; needed where a network with dropout is trained.</param>
/// <param name="Parts">
/// Batches of equal size that lie one after the other in the one that passes, at least 1, the default. What is computed
/// over a batch, such as the statistics of batch norm, is computed over each by itself, in that order.
/// </param>
public sealed record Pass(Mode Mode, int[]? Labels = null, DropoutFunction? Dropout = null, int Parts = 1)
{
    /// <summary>An evaluation without labels.</summary>
    public static Pass Evaluate { get; } = new(Mode.Evaluate);
}
