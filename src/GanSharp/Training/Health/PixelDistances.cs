using GanSharp.Tensors;

namespace GanSharp.Training.Health;

/// <summary>Euclidean distances between images, each a vector of its pixels.</summary>
internal static class PixelDistances
{
    /// <summary>‖xᵢ - yⱼ‖ for all pairs.</summary>
    /// <param name="x">Shape (N, pixels).</param>
    /// <param name="y">Shape (M, pixels).</param>
    /// <returns>Shape (N, M).</returns>
    public static Tensor Between(Tensor x, Tensor y)
    {
        var squares = x.Square().Sum([1], keepDims: true) + y.Square().Sum([1]).Reshape([1, y.Shape[0]]);
        return (squares - 2 * x.MatMul(y, transposeB: true)).Relu().Sqrt();
    }

    /// <summary>The mean of all distances.</summary>
    public static double Mean(Tensor distances) => distances.Mean().Item();

    /// <summary>The mean length of the rows of x, shape (N, pixels).</summary>
    public static double MeanOfRows(Tensor x) => x.Square().Sum([1]).Sqrt().Mean().Item();

    /// <summary>
    /// The mean distance between different images of a set, or, if there are labels, between different images of the
    /// same label. Null if there are no pairs.
    /// </summary>
    public static double? MeanOfPairs(Tensor distances, int[]? labels = null)
    {
        var values = distances.ToArray<float>();
        var (count, sum, pairs) = (distances.Shape[0], 0d, 0L);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (labels is not null && labels[i] != labels[j])
                    continue;
                sum += values[i * count + j];
                pairs++;
            }
        }
        return pairs > 0 ? sum / pairs : null;
    }

    /// <summary>
    /// Whether any two rows differ, or, if there are labels, any two rows of the same label. Distances cannot show
    /// this: rounding makes those of equal images slightly positive.
    /// </summary>
    /// <param name="x">Shape (N, pixels).</param>
    /// <param name="labels">The label of each row; null for none.</param>
    public static bool Differ(Tensor x, int[]? labels = null)
    {
        var (first, width, values) = (new Dictionary<int, int>(), x.Shape[1], x.ToArray<float>());
        for (var row = 0; row < x.Shape[0]; row++)
        {
            var label = labels?[row] ?? 0;
            if (!first.TryAdd(label, row)
                && !values.AsSpan(row * width, width).SequenceEqual(values.AsSpan(first[label] * width, width)))
                return true;
        }
        return false;
    }

    /// <summary>For each row, the column of its smallest distance.</summary>
    public static int[] NearestColumns(Tensor distances)
    {
        var (width, values) = (distances.Shape[1], distances.ToArray<float>());
        var nearest = new int[distances.Shape[0]];
        for (var row = 0; row < nearest.Length; row++)
            nearest[row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMin<float>(
                values.AsSpan(row * width, width));
        return nearest;
    }
}
