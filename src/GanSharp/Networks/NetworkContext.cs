using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>What the layers of a network need to know about the data.</summary>
/// <param name="Image">The size of the images.</param>
/// <param name="Classes">Number of classes, 0 when the data set has no labels.</param>
/// <param name="DType">Element type of the parameters; F32 by default.</param>
public sealed record NetworkContext(ImageShape Image, int Classes, DType DType = DType.F32)
{
    /// <summary>Whether batch norms learn a scale and a shift for each class; false by default.</summary>
    public bool NormsByClass { get; init; }

    /// <summary>
    /// <see cref="Nn.WeightedLayer.Equalized"/> of every layer: 1 with the initialiser <c>equalized</c>; null, the
    /// default, for plain weights.
    /// </summary>
    public double? Equalized { get; init; }

    /// <summary>Numbers of a style; 0, the default, where no mapping comes before.</summary>
    internal int Style { get; init; }

    /// <summary>The shapes that the layers before have made in the chain of layers, first to last.</summary>
    internal IReadOnlyList<Shape> Earlier { get; init; } = [];

    /// <summary>The shape of one image, (C, H, W).</summary>
    internal Shape Sample => [Image.Channels, Image.Height, Image.Width];
}
