using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// y[n, k, p, q] = bias[k] + Σ x[n, c, p·stride - padding + r, q·stride - padding + s] · weight[k, c, r, s]
    /// </summary>
    /// <remarks>
    /// With several groups, the channels of x and y fall into that many runs, and each run of y is the convolution of
    /// the same run of x.
    /// </remarks>
    /// <param name="x">Images, shape (N, C, H, W).</param>
    /// <param name="weight">Shape (K, C / groups, R, S).</param>
    /// <param name="bias">Shape (K), or null for none.</param>
    /// <param name="stride">Step between neighbouring windows in pixels, at least 1.</param>
    /// <param name="padding">Zeros around the image on every side, at least 0.</param>
    /// <param name="groups">Number of groups, which divides C and K; 1 by default.</param>
    /// <returns>Shape (N, K, P, Q) with P = (H + 2·padding - R) / stride + 1, and Q likewise.</returns>
    /// <exception cref="TensorException">
    /// The shapes do not fit, or a window is larger than the padded image.
    /// </exception>
    public static Tensor Conv2d(
        this Tensor x, Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int groups = 1)
    {
        var g = ConvGeometryOf("conv2d", x, weight, stride, padding, groups);
        Check.SameType("conv2d", x, weight, bias);
        Check.Vector("conv2d", "bias", bias, g.K, weight.Shape);
        return Conv(g, x, weight, bias);
    }

    /// <summary>
    /// The transposed convolution, the adjoint of <see cref="Conv2d"/>: every input pixel adds a weighted window to the
    /// output.
    /// </summary>
    /// <param name="x">Shape (N, C, H, W).</param>
    /// <param name="weight">Shape (C, K, R, S).</param>
    /// <param name="bias">Shape (K), or null for none.</param>
    /// <param name="stride">Step between neighbouring windows in output pixels, at least 1.</param>
    /// <param name="padding">Pixels removed from every side of the result, at least 0.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and right, 0 to stride - 1.</param>
    /// <returns>Shape (N, K, P, Q) with P = (H - 1)·stride - 2·padding + R + outputPadding, and Q likewise.</returns>
    /// <exception cref="TensorException">The shapes do not fit, or the result would be empty.</exception>
    public static Tensor ConvTranspose2d(
        this Tensor x, Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int outputPadding = 0)
    {
        const string Op = "conv-transpose2d";
        CheckConv(Op, x, weight, weightAxis: 0, stride, padding);
        Check.SameType(Op, x, weight, bias);
        if (outputPadding < 0 || outputPadding >= stride)
            throw new TensorException(Op, $"output padding {outputPadding} is not below the stride {stride}");
        var (height, width) = (Extent(2), Extent(3));
        if (height < 1 || width < 1)
            throw new TensorException(
                Op, $"weight {weight.Shape} with padding {padding} leaves no output for {x.Shape}");
        var g = new ConvGeometry(
            N: x.Shape[0], C: weight.Shape[1], H: height, W: width, K: x.Shape[1], R: weight.Shape[2],
            S: weight.Shape[3], P: x.Shape[2], Q: x.Shape[3], Stride: stride, Padding: padding);
        Check.Vector(Op, "bias", bias, g.C, weight.Shape);
        return ConvInputGradient(g, x, weight, bias);

        int Extent(int axis) => (x.Shape[axis] - 1) * stride - 2 * padding + weight.Shape[axis] + outputPadding;
    }

    private static ConvGeometry ConvGeometryOf(
        string op, Tensor x, Tensor weight, int stride, int padding, int groups)
    {
        CheckConv(op, x, weight, weightAxis: 1, stride, padding, groups);
        var (height, width) = (x.Shape[2] + 2 * padding - weight.Shape[2], x.Shape[3] + 2 * padding - weight.Shape[3]);
        if (height < 0 || width < 0)
            throw new TensorException(op, $"weight {weight.Shape} is larger than {x.Shape} padded by {padding}");
        return new(
            N: x.Shape[0], C: x.Shape[1], H: x.Shape[2], W: x.Shape[3], K: weight.Shape[0], R: weight.Shape[2],
            S: weight.Shape[3], P: height / stride + 1, Q: width / stride + 1, Stride: stride, Padding: padding,
            Groups: groups);
    }

    private static void CheckConv(
        string op, Tensor x, Tensor weight, int weightAxis, int stride, int padding, int groups = 1)
    {
        if (x.Shape.Rank != 4 || weight.Shape.Rank != 4)
            throw new TensorException(op, $"input {x.Shape} and weight {weight.Shape} must both have 4 axes");
        Check.Positive(op, "groups", groups);
        if (x.Shape[1] != groups * weight.Shape[weightAxis])
            throw new TensorException(
                op,
                $"input {x.Shape} has {x.Shape[1]} channels, weight {weight.Shape} takes "
                + $"{groups * weight.Shape[weightAxis]}");
        if (weight.Shape[0] % groups != 0)
            throw new TensorException(op, $"weight {weight.Shape} has no {groups} groups of equally many outputs");
        Check.Positive(op, "stride", stride);
        if (padding < 0)
            throw new TensorException(op, $"padding is {padding}; it must not be negative");
    }
}
