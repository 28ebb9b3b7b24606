namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// Largest filter side and scale that are folded. Beyond, mapping the weights costs more than it saves.
    /// </summary>
    private const int MostFolded = 8;

    /// <summary>Outputs of all images for which it takes longer to fold many weights than it saves.</summary>
    private const int FewOutputs = 1024;

    /// <summary>
    /// The convolution with stride 1 of upsampled images, <see cref="Conv2d"/> of <see cref="UpsampleNearest"/>: y[n,
    /// k, p, q] = bias[k] + Σ x[n, c, ⌊(p - padding + r) / scale⌋, ⌊(q - padding + s) / scale⌋] · weight[k,
    /// c, r, s] over the pixels inside x.
    /// </summary>
    /// <param name="x">Images, shape (N, C, H, W).</param>
    /// <param name="weight">Shape (K, C, R, S).</param>
    /// <param name="bias">Shape (K), or null for none.</param>
    /// <param name="scale">Number of times that every pixel is repeated in each direction, at least 1.</param>
    /// <param name="padding">Zeros around the upsampled image on every side, at least 0.</param>
    /// <returns>Shape (N, K, P, Q) with P = H·scale + 2·padding - R + 1, and Q likewise.</returns>
    /// <remarks>
    /// For square filters and scales of 2 to 8 and a padding below R, the upsampled images are never built, unless
    /// there are at most 1,024 outputs N·P·Q, and fewer than K·C: weights that meet copies of one pixel are summed
    /// first. The sums are the weights of a transposed convolution with stride scale and filters of side R + scale - 1,
    /// which takes ((R + scale - 1) / (R·scale))² of the multiplications: 4/9 for 3×3 filters and scale 2. Shi et al.
    /// 2016, "Is the deconvolution layer the same as a convolutional layer?", https://arxiv.org/abs/1609.07009.
    /// </remarks>
    /// <exception cref="TensorException">
    /// The shapes do not fit, or a window is larger than the padded image.
    /// </exception>
    public static Tensor UpsampleConv2d(this Tensor x, Tensor weight, Tensor? bias, int scale, int padding = 0)
    {
        const string Op = "upsample-conv2d";
        CheckConv(Op, x, weight, weightAxis: 1, stride: 1, padding);
        Check.Positive(Op, "scale", scale);
        Check.SameType(Op, x, weight, bias);
        Check.Vector(Op, "bias", bias, weight.Shape[0], weight.Shape);
        if (Extent(2) < weight.Shape[2] || Extent(3) < weight.Shape[3])
            throw new TensorException(
                Op, $"weight {weight.Shape} is larger than {x.Shape} upsampled by {scale} and padded by {padding}");
        var kernel = weight.Shape[2];
        var outputs = x.Shape[0] * (Extent(2) - kernel + 1) * (Extent(3) - weight.Shape[3] + 1);
        return
            weight.Shape[3] == kernel
            && kernel is > 1 and <= MostFolded
            && scale is > 1 and <= MostFolded
            && padding < kernel
            && (outputs > FewOutputs || outputs >= (long)weight.Shape[0] * weight.Shape[1])
            ? x.ConvTranspose2d(Folded(weight, scale), bias, scale, kernel - 1 - padding)
            : x.UpsampleNearest(scale).Conv2d(weight, bias, 1, padding);

        long Extent(int axis) => (long)x.Shape[axis] * scale + 2L * padding;
    }

    /// <summary>
    /// y[c, k, i, j] = Σ weight[k, c, R - 1 - i + t, R - 1 - j + u] over 0 ≤ t, u &lt; scale, as a matrix product.
    /// From shape (K, C, R, R) to (C, K, R + scale - 1, R + scale - 1).
    /// </summary>
    private static Tensor Folded(Tensor weight, int scale)
    {
        var (outputs, inputs, kernel) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        var (taps, size) = (kernel * kernel, kernel + scale - 1);
        return weight.Reshape([outputs, inputs, taps]).Transpose(1, 0, 2).Reshape([inputs * outputs, taps])
            .MatMul(Folding(kernel, size, scale, weight)).Reshape([inputs, outputs, size, size]);
    }

    /// <summary>
    /// The matrix of ones and zeros that maps weights (rows) to the folded weights (columns) that sum them.
    /// </summary>
    private static Tensor Folding(int kernel, int size, int scale, Tensor like)
    {
        var sums = new int[kernel * kernel * size * size];
        for (var i = 0; i < sums.Length; i++)
        {
            var (tap, folded) = Math.DivRem(i, size * size);
            sums[i] = IsSummed(tap / kernel, folded / size) && IsSummed(tap % kernel, folded % size) ? 1 : 0;
        }
        return Tensor.From(sums, [kernel * kernel, size * size], like.DType, like.Device);

        bool IsSummed(int from, int to) => from + to - (kernel - 1) is >= 0 and var t && t < scale;
    }
}
