using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>The settings of a forward pass.</summary>
/// <param name="Mode">How layers that differ between training and evaluation run.</param>
/// <param name="Labels">The class of each sample of the batch; null if nothing is conditioned on classes.</param>
/// <param name="Dropout">What dropout layers do; required to train a network with dropout.</param>
/// <param name="Parts">
/// The number of equally large batches that the input consists of, at least 1; 1 by default. Statistics of a batch,
/// such as those of batch norm, are computed for each part separately, in order.
/// </param>
public sealed record Pass(Mode Mode, int[]? Labels = null, DropoutFunction? Dropout = null, int Parts = 1)
{
    /// <summary>The style that style layers read; null, the default, before a mapping has made it.</summary>
    public Style? Style { get; init; }

    /// <summary>
    /// Makes the style of the layers after a mapping from its output w; null, the default, for w itself.
    /// </summary>
    public Func<Tensor, Style>? Restyle { get; init; }

    /// <summary>
    /// How far the styles of an evaluation may be from their mean, 0 to 1; 1, the default, leaves them as they are.
    /// </summary>
    public double Truncation { get; init; } = 1;

    /// <summary>
    /// Draws numbers from N(0, 1) for <see cref="PixelNoise"/>; null, the default, for the layers' own fixed noise.
    /// </summary>
    public Func<Shape, Tensor>? Normal { get; init; }

    /// <summary>Receives the features at each <see cref="FeatureDecoder"/>; null, the default, for nothing.</summary>
    internal Action<FeatureDecoder, Tensor>? FeaturesFor { get; init; }

    /// <summary>An evaluation without labels.</summary>
    public static Pass Evaluate { get; } = new(Mode.Evaluate);
}
