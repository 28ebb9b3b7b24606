using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Layers beside a chain that decode the image from the features at their place in it. The chain passes the features
/// on; only a term that asks for the decoded image runs the layers.
/// </summary>
/// <remarks>
/// Liu et al. 2021, "Towards faster and stabilized GAN training for high-fidelity few-shot image synthesis",
/// https://arxiv.org/abs/2101.04775.
/// </remarks>
public sealed class FeatureDecoder : Module
{
    private readonly Module _layers;

    /// <summary>Creates a decoder.</summary>
    /// <param name="layers">From features to images.</param>
    /// <param name="features">The shape of the features of one image.</param>
    /// <param name="image">The shape of one image; that of the decoded one divides it.</param>
    /// <param name="ofPart">Whether it decodes a quarter of the image from a quarter of the features.</param>
    /// <exception cref="TensorException">The layers do not fit the features or the image.</exception>
    public FeatureDecoder(Module layers, Shape features, Shape image, bool ofPart = false)
    {
        (_layers, OfPart) = (Child("layers", layers), ofPart);
        var (from, to) = (Seen(features), Seen(image));
        var decoded = layers.OutputShape(from);
        if (decoded.Rank != 3 || decoded[0] != to[0] || to[1] % decoded[1] > 0 || to[2] % decoded[2] > 0
            || to[1] / decoded[1] != to[2] / decoded[2])
            throw new TensorException(
                "decode", $"makes samples of {decoded} of {(ofPart ? "a quarter of " : "")}images of {image}; "
                + $"they need {to[0]} channels, and sides that are an n-th of {to[1]}×{to[2]}");
    }

    /// <summary>
    /// Whether it decodes one of the four quarters of the image, from the same quarter of the features.
    /// </summary>
    public bool OfPart { get; }

    /// <summary>Passes the features on, and hands them to the pass.</summary>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        pass.FeaturesFor?.Invoke(this, x);
        return x;
    }

    /// <summary>Decodes features, or a quarter of them.</summary>
    public Tensor Decode(Tensor features, Pass pass) => _layers.Forward(features, pass);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
        [("layers", _layers, Seen(input))];

    /// <summary>The shape of what is decoded of images or features.</summary>
    private Shape Seen(Shape shape) => OfPart ? QuarterOf(shape) : shape;

    /// <summary>The shape of a quarter of images or features.</summary>
    internal static Shape QuarterOf(Shape shape) =>
        shape.Rank == 3 && shape[1] % 2 == 0 && shape[2] % 2 == 0 ? [shape[0], shape[1] / 2, shape[2] / 2]
        : throw new TensorException("decode", $"samples of {shape} have no quarters; both sides must be even");
}
