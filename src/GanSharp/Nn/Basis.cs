using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Makes images from vectors: channel c is a learned image bᶜ, which starts from N(0, 1), times a learned weighted sum
/// of the vector, y[n, c] = (A x[n])ᶜ bᶜ. <see cref="ToBasis"/> is its counterpart.
/// </summary>
/// <remarks>Huang et al. 2024, "The GAN is dead; long live the GAN!", https://arxiv.org/abs/2501.05441.</remarks>
public sealed class FromBasis : Module
{
    private readonly Linear _weights;
    private readonly Tensor _images;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its values.</summary>
    /// <param name="inputs">Numbers per sample in, at least 1.</param>
    /// <param name="images">The shape of an output sample, (C, H, W).</param>
    /// <param name="equalized"><see cref="WeightedLayer.Equalized"/> of A; null by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public FromBasis(int inputs, Shape images, double? equalized = null, DType dtype = DType.F32)
    {
        if (images.Rank != 3)
            throw new TensorException("from-basis", $"makes images, not samples of {images}");
        _images = Parameter("images", images, dtype);
        _weights = Child(
            "weights", new Linear(inputs, images[0], bias: false, dtype: dtype) { Equalized = equalized });
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var weights = _weights.Forward(x, pass);
        return weights.Reshape([.. weights.Shape.Extents, 1, 1]) * _images;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        _weights.OutputShape(input);
        return _images.Shape;
    }

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream) =>
        InPlace.Copy(_images, stream.Normal(_images.Shape, dtype: _images.DType, device: _images.Device));
}

/// <summary>
/// Makes vectors from images: number c is the inner product of channel c with a learned image, y[n, c] = ⟨x[n, c], bᶜ⟩.
/// It is a convolution in groups of one channel with windows as large as the image.
/// </summary>
/// <param name="images">The shape of an input sample, (C, H, W).</param>
/// <param name="dtype">Element type; F32 by default.</param>
/// <remarks>Huang et al. 2024, "The GAN is dead; long live the GAN!", https://arxiv.org/abs/2501.05441.</remarks>
public sealed class ToBasis(Shape images, DType dtype = DType.F32)
    : WeightedLayer(images, null, new Fan(images.Size / images[0], 1), dtype)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => (x * WeightFor(pass)).Sum([2, 3]);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input == Weight.Shape ? [input[0]]
        : throw new TensorException("to-basis", $"takes images of {Weight.Shape}, not samples of {input}");
}
