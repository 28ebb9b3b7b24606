namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>
    /// Filters every plane of (N, C, H, W) by (1, 2, 1)/4 along both axes; at the borders, the weights inside are
    /// divided by their sum. The adjoint applies the transposed matrices.
    /// </summary>
    public virtual Tensor Blur(Tensor x, bool isAdjoint)
    {
        return AlongColumns(AlongColumns(x));

        // Filters rows and swaps the axes.
        Tensor AlongColumns(Tensor x)
        {
            var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
            var filter = Tensor.From(BlurFilter(w), [w, w], x.DType, Device);
            return Transpose(MatMul(x.As([n * c * h, w]), false, filter, !isAdjoint).As([n, c, h, w]), [0, 1, 3, 2]);
        }
    }

    /// <summary>Row i has the weights of the pixels around i.</summary>
    private static double[] BlurFilter(int width)
    {
        var matrix = new double[width * width];
        for (var i = 0; i < width; i++)
        {
            var (left, right) = (i > 0 ? 1 : 0, i < width - 1 ? 1 : 0);
            double sum = left + 2 + right;
            matrix[i * width + i] = 2 / sum;
            if (left > 0)
                matrix[i * width + i - 1] = 1 / sum;
            if (right > 0)
                matrix[i * width + i + 1] = 1 / sum;
        }
        return matrix;
    }
}
