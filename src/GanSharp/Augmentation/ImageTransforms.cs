using GanSharp.Tensors;

namespace GanSharp.Augmentation;

/// <summary>
/// The transforms of DiffAugment (Zhao et al. 2020, https://arxiv.org/abs/2006.10738) and of StyleGAN2-ADA (Karras et
/// al. 2020, https://arxiv.org/abs/2006.06676), for pixels from -1 to 1.
/// </summary>
internal static class ImageTransforms
{
    /// <summary>Exchanges left and right with probability 1/2.</summary>
    public static ImageTransform Flip() =>
        new GeometricTransform(1, (u, _) => u[0] < 0.5 ? Affine.Identity : Affine.Flip);

    /// <summary>Turns by 0, 1, 2 or 3 quarters.</summary>
    public static ImageTransform QuarterTurns() =>
        new GeometricTransform(1, (u, _) => Affine.QuarterTurns(Choice(u[0], 4)));

    /// <summary>Moves by up to <paramref name="share"/> of each side, by whole pixels; the gap is 0.</summary>
    public static ImageTransform Translation(double share) => new GeometricTransform(2, (u, image) =>
        Affine.Translation(Shift(u[0], share, image.Width), Shift(u[1], share, image.Height)));

    /// <summary>Enlarges by 2^k, k from N(0, deviation²).</summary>
    public static ImageTransform Scale(double deviation) =>
        new GeometricTransform(2, (u, _) => Affine.Scale(Math.Pow(2, deviation * Normal(u[0], u[1]))));

    /// <summary>Turns by up to <paramref name="degrees"/> to either side.</summary>
    public static ImageTransform Rotation(double degrees) =>
        new GeometricTransform(1, (u, _) => Affine.Rotation((2 * u[0] - 1) * degrees * Math.PI / 180));

    /// <summary>
    /// Adds a brightness from U(-1/2, 1/2); then stretches colours away from grey by U(0, 2), and contrast by
    /// U(1/2, 3/2), both around their means.
    /// </summary>
    public static ImageTransform Colour() => new ValueTransform(3, (x, drawn) =>
    {
        x = x + OfImages(drawn, u => u[0] - 0.5, otherwise: 0, x);
        if (x.Shape[1] > 1)
            x = Stretched(x, x.Mean([1], keepDims: true), OfImages(drawn, u => 2 * u[1], otherwise: 1, x));
        return Stretched(x, x.Mean([1, 2, 3], keepDims: true), OfImages(drawn, u => u[2] + 0.5, otherwise: 1, x));
    });

    /// <summary>
    /// Sets a rectangle of <paramref name="share"/> of each side to 0; its centre may be anywhere in the image.
    /// </summary>
    public static ImageTransform Cutout(double share) => new ValueTransform(2, (x, drawn) =>
    {
        var (n, height, width) = (x.Shape[0], x.Shape[2], x.Shape[3]);
        var mask = new double[n * height * width];
        Array.Fill(mask, 1);
        foreach (var (image, u) in drawn.Index())
        {
            if (u is null)
                continue;
            var (top, bottom) = Cut(u[0], share, height);
            var (left, right) = Cut(u[1], share, width);
            for (var row = top; row < bottom; row++)
                mask.AsSpan((image * height + row) * width + left, right - left).Clear();
        }
        return x * Tensor.From(mask, [n, 1, height, width], x.DType, x.Device);
    });

    private static Tensor Stretched(Tensor x, Tensor mean, Tensor factor) => (x - mean) * factor + mean;

    /// <summary>A number for each image, shape (N, 1, 1, 1).</summary>
    private static Tensor OfImages(double[]?[] drawn, Func<double[], double> value, double otherwise, Tensor like) =>
        Tensor.From(
            Array.ConvertAll(drawn, u => u is null ? otherwise : value(u)), [drawn.Length, 1, 1, 1], like.DType,
            like.Device);

    /// <summary>A whole number of pixels, from -r to r, where r is a share of the side, rounded.</summary>
    private static int Shift(double u, double share, int side)
    {
        var reach = (int)(side * share + 0.5);
        return Choice(u, 2 * reach + 1) - reach;
    }

    /// <summary>The part of a side that is cut out.</summary>
    private static (int Start, int End) Cut(double u, double share, int side)
    {
        var size = (int)(side * share + 0.5);
        var start = Choice(u, side + 1 - size % 2) - size / 2;
        return (Math.Max(0, start), Math.Clamp(start + size, 0, side));
    }

    private static int Choice(double u, int count) => Math.Min((int)(u * count), count - 1);

    /// <summary>A number from N(0, 1) by Box and Muller's method.</summary>
    private static double Normal(double u, double v) => Math.Sqrt(-2 * Math.Log(1 - u)) * Math.Cos(2 * Math.PI * v);
}
