namespace GanSharp.Nn;

/// <summary>The settings of a forward pass.</summary>
/// <param name="Mode">How layers run that differ between training and evaluation.</param>
/// <param name="Labels">The class of each sample of the batch; null if nothing is conditioned on classes.</param>
/// <param name="Dropout">What dropout layers do; required to train a network with dropout.</param>
/// <param name="Parts">
/// The number of equally large batches that the input consists of, at least 1; 1 by default. Statistics of a batch,
/// such as those of batch norm, are computed for each part separately, in order.
/// </param>
public sealed record Pass(Mode Mode, int[]? Labels = null, DropoutFunction? Dropout = null, int Parts = 1)
{
    /// <summary>An evaluation without labels.</summary>
    public static Pass Evaluate { get; } = new(Mode.Evaluate);
}
