using System.Security.Cryptography;
using System.Text;

namespace GanSharp.Tensors.Random;

/// <summary>
/// A named, seeded stream of random numbers. Its whole state is <see cref="Position"/>. Streams with different names or
/// seeds are independent, and the numbers do not depend on the number of threads.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class RandomStream
{
    private readonly ulong _key;

    /// <summary>A stream with a name and a seed, at position 0.</summary>
    public RandomStream(string name, long seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Seed = seed;
        _key = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}")));
    }

    /// <summary>The purpose of the stream: <c>latent</c>, <c>dropout</c>, ...</summary>
    public string Name { get; }

    /// <summary>The seed of the run.</summary>
    public long Seed { get; }

    /// <summary>Number of blocks of four 32-bit words drawn so far. Setting it moves the stream there.</summary>
    public ulong Position { get; set; }

    /// <summary>
    /// The part of a batch that tensors are drawn for; the whole batch by default. For shard i of n, a tensor of N rows
    /// holds the rows i·N to i·N + N - 1 of a draw of n·N rows, and the stream moves past the whole draw.
    /// </summary>
    public Shard Shard { get; set; } = Shard.Whole;

    /// <summary>Uniform numbers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public Tensor Uniform(
        Shape shape, double low = 0, double high = 1, DType dtype = DType.F32, Device? device = null) =>
        Draw(shape, 1, dtype, device, (y, numbers) => y.Backend.FillUniform(y, numbers, low, high));

    /// <summary>Normal numbers of the given mean and standard deviation (Box-Muller).</summary>
    public Tensor Normal(
        Shape shape, double mean = 0, double std = 1, DType dtype = DType.F32, Device? device = null) =>
        Draw(shape, 1, dtype, device, (y, numbers) => y.Backend.FillNormal(y, numbers, mean, std));

    /// <summary>0 where u &lt; <paramref name="p"/>, 1 / (1 - p) elsewhere, for the next uniform numbers u.</summary>
    /// <param name="shape">The shape of the mask.</param>
    /// <param name="p">Probability of 0.</param>
    /// <param name="parts">The number of batches that the rows are of; each is cut into shards by itself.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="device">Where the mask is made.</param>
    internal Tensor Mask(Shape shape, double p, int parts, DType dtype, Device device) =>
        Draw(shape, parts, dtype, device, (y, numbers) => y.Backend.FillMask(y, numbers, p));

    /// <summary>Uniform integers from 0 to <paramref name="bound"/> - 1.</summary>
    public int[] Integers(int count, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var result = new int[count];
        for (var i = 0; i < count; i += 4)
        {
            var (x, y, z, w) = Philox.Block(_key, Position++);
            Span<uint> words = [x, y, z, w];
            for (var j = 0; j < Math.Min(4, count - i); j++)
                result[i + j] = (int)((ulong)words[j] * (ulong)bound >> 32);
        }
        return result;
    }

    /// <summary>A random permutation of 0 to <paramref name="count"/> - 1 (Fisher-Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var (word, _, _, _) = Philox.Block(_key, Position++);
            var j = (int)((ulong)word * (ulong)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>Draws the numbers of this shard. A single takes one word of a block, a double two.</summary>
    private Tensor Draw(Shape shape, int parts, DType dtype, Device? device, Action<Tensor, PhiloxRange> fill)
    {
        var (start, perBlock) = (Position, dtype == DType.F32 ? 4 : 2);
        var whole = (long)shape.Size * Shard.Count;
        Position += (ulong)((whole + perBlock - 1) / perBlock);
        if (Shard == Shard.Whole)
            return Numbers(shape, 0);
        var size = shape.Size / parts;
        var drawn = new Tensor[parts];
        for (var part = 0; part < parts; part++)
        {
            var first = ((long)part * Shard.Count + Shard.Index) * size;
            var before = (int)(first % perBlock);
            drawn[part] = Numbers([before + size], first / perBlock).Slice(0, before, size);
        }
        return TensorOps.Concat(drawn, 0).Reshape(shape);

        Tensor Numbers(Shape of, long block)
        {
            var result = Tensor.Empty(of, dtype, device);
            fill(result, new(_key, start + (ulong)block));
            return result;
        }
    }
}
