using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

/// <summary>Makes feature vectors to compare.</summary>
internal static class Vectors
{
    /// <summary>Normal vectors, F32 like those of networks.</summary>
    public static Tensor Normal(int count, int size, long seed = 1, double mean = 0, double std = 1) =>
        new RandomStream("vectors", seed).Normal([count, size], mean, std);

    /// <summary>Vectors along the axes with a mean of exactly 0 and the unit matrix as covariance.</summary>
    public static Tensor Unit(int size)
    {
        var count = 2 * size;
        var values = new double[count * size];
        for (var i = 0; i < count; i++)
            values[i * size + i / 2] = (i % 2 * 2 - 1) * Math.Sqrt((count - 1) / 2d);
        return Tensor.From(values, [count, size], DType.F64);
    }

    /// <summary>The rows i for which <paramref name="keep"/>(i) is true.</summary>
    public static Tensor Where(this Tensor vectors, Func<int, bool> keep) =>
        vectors.Embedding([.. Enumerable.Range(0, vectors.Shape[0]).Where(keep)]);
}
