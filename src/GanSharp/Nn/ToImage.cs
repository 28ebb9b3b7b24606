using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// An output skip of a style generator: adds the output of a 1×1 style convolution without demodulation to the image,
/// and passes the features on. The image so far is enlarged to their size. A <see cref="SkipImage"/> later in the chain
/// yields the image.
/// </summary>
/// <remarks>Karras et al. 2020, "Analyzing and improving StyleGAN", https://arxiv.org/abs/1912.04958.</remarks>
public sealed class ToImage : Module
{
    private readonly StyleConv _conv;

    /// <summary>Creates a skip.</summary>
    /// <param name="inputs">Channels of the features.</param>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="style">Numbers of a style.</param>
    /// <param name="equalized">See <see cref="WeightedLayer.Equalized"/>; null by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public ToImage(int inputs, int channels, int style, double? equalized = null, DType dtype = DType.F32) =>
        _conv = Child("conv", new StyleConv(inputs, channels, 1, style, demodulates: false, equalized, dtype));

    /// <summary>Returns the features.</summary>
    public override Tensor Forward(Tensor x, Pass pass) => x;

    /// <summary>Returns the image with the part of these features; <paramref name="image"/> is null at first.</summary>
    internal Tensor AddTo(Tensor? image, Tensor x, Pass pass)
    {
        var part = _conv.Forward(x, pass);
        if (image is null)
            return part;
        var scale = part.Shape[2] / image.Shape[2];
        return part + (scale == 1 ? image : image.UpsampleNearest(scale).Blur2d());
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        _conv.OutputShape(input);
        return input;
    }
}

/// <summary>The image that the <see cref="ToImage"/> layers before it in a chain have made.</summary>
/// <param name="channels">Channels of the image.</param>
public sealed class SkipImage(int channels) : Module
{
    /// <summary>Returns x: only a chain has the image.</summary>
    public override Tensor Forward(Tensor x, Pass pass) => x;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 ? [channels, input[1], input[2]]
        : throw new TensorException("image", $"takes images, not samples of {input}");
}
