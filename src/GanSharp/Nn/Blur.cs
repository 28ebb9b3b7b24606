using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Filters images by (1, 2, 1)/4 along both axes; at the borders the weights inside are divided by their sum. After
/// upsampling or before pooling by 2, the whole filter is (1, 3, 3, 1)/8, which keeps frequencies from aliasing.
/// </summary>
/// <remarks>
/// Zhang 2019, "Making convolutional networks shift-invariant again", https://arxiv.org/abs/1904.11486.
/// </remarks>
public sealed class Blur : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => Of(x);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 ? input
        : throw new TensorException("blur", $"takes images, not samples of {input}");

    /// <summary>Filters a batch of images.</summary>
    internal static Tensor Of(Tensor x) => AlongRows(AlongRows(x).Transpose(0, 1, 3, 2)).Transpose(0, 1, 3, 2);

    private static Tensor AlongRows(Tensor x)
    {
        var width = x.Shape[3];
        var filter = Tensor.From(Matrix(width), [width, width], x.DType, x.Device);
        return x.Reshape([x.Count / width, width]).MatMul(filter, transposeB: true).Reshape(x.Shape);
    }

    /// <summary>Row i has the weights of the pixels around i.</summary>
    private static double[] Matrix(int width)
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
