using GanSharp.Tensors;

namespace GanSharp.Augmentation;

/// <summary>A random change of images that gradients flow through.</summary>
/// <param name="numbers">How many random numbers one image takes.</param>
internal abstract class ImageTransform(int numbers)
{
    /// <summary>How many numbers from U(0, 1) one image takes.</summary>
    public int Numbers => numbers;
}

/// <summary>A change of the places of pixels. Several in a row move the pixels only once.</summary>
/// <param name="numbers">How many random numbers one image takes.</param>
/// <param name="map">Returns the map of an image of that shape for its numbers.</param>
internal sealed class GeometricTransform(int numbers, Func<double[], ImageShape, Affine> map)
    : ImageTransform(numbers)
{
    /// <summary>The map of an image for its numbers.</summary>
    public Affine MapOf(double[] drawn, ImageShape image) => map(drawn, image);
}

/// <summary>A change of the values of pixels.</summary>
/// <param name="numbers">How many random numbers one image takes.</param>
/// <param name="apply">Changes a batch (N, C, H, W); an image whose numbers are null must stay as it is.</param>
internal sealed class ValueTransform(int numbers, Func<Tensor, double[]?[], Tensor> apply) : ImageTransform(numbers)
{
    /// <summary>Changes a batch; an image whose numbers are null stays as it is.</summary>
    public Tensor Apply(Tensor x, double[]?[] drawn) => apply(x, drawn);
}
