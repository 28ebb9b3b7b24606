using System.Security.Cryptography;
using System.Text;

namespace GanSharp.Tensors.Random;

/// <summary>
/// A named, seeded, restartable source of randomness. Its whole state is <see cref="Position"/>; streams of different
/// names or seeds are independent, and a stream yields the same numbers for every number of threads.
/// </summary>
public sealed class RandomStream
{
    private readonly ulong _key;

    /// <summary>The stream of that name under a seed, at its beginning.</summary>
    public RandomStream(string name, long seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Seed = seed;
        _key = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}")));
    }

    /// <summary>What the stream is for: <c>latent</c>, <c>dropout</c>, ...</summary>
    public string Name { get; }

    /// <summary>The seed of the run.</summary>
    public long Seed { get; }

    /// <summary>Blocks of four words drawn so far. Setting it continues from there.</summary>
    public ulong Position { get; set; }

    /// <summary>Uniform numbers in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public Tensor Uniform(Shape shape, double low = 0, double high = 1, DType dtype = DType.F32, Device? device = null)
    {
        var result = Tensor.Empty(shape, dtype, device);
        result.Backend.FillUniform(result, new(_key, Advance(shape.Size, dtype)), low, high);
        return result;
    }

    /// <summary>Normal numbers of the given mean and standard deviation (Box-Muller).</summary>
    public Tensor Normal(Shape shape, double mean = 0, double std = 1, DType dtype = DType.F32, Device? device = null)
    {
        var result = Tensor.Empty(shape, dtype, device);
        result.Backend.FillNormal(result, new(_key, Advance(shape.Size, dtype)), mean, std);
        return result;
    }

    /// <summary>
    /// Zero with probability <paramref name="p"/>, else 1 / (1 - p): the decisions are u &lt; p for the next uniform
    /// numbers u.
    /// </summary>
    internal Tensor Mask(Shape shape, double p, DType dtype, Device device)
    {
        var result = Tensor.Empty(shape, dtype, device);
        result.Backend.FillMask(result, new(_key, Advance(shape.Size, dtype)), p);
        return result;
    }

    /// <summary>Integers from 0 to <paramref name="bound"/> - 1, uniform.</summary>
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

    /// <summary>A random order of 0 to <paramref name="count"/> - 1 (Fisher-Yates).</summary>
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

    /// <summary>Reserves the blocks for that many numbers: a single takes one word, a double two.</summary>
    private ulong Advance(int count, DType dtype)
    {
        var start = Position;
        var perBlock = dtype == DType.F32 ? 4 : 2;
        Position += (ulong)((count + perBlock - 1) / perBlock);
        return start;
    }
}
