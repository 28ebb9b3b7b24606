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

    /// <summary>0 where u &lt; <paramref name="p"/>, 1 / (1 - p) elsewhere, for the next uniform numbers u.</summary>
    internal Tensor Mask(Shape shape, double p, DType dtype, Device device)
    {
        var result = Tensor.Empty(shape, dtype, device);
        result.Backend.FillMask(result, new(_key, Advance(shape.Size, dtype)), p);
        return result;
    }

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

    /// <summary>
    /// Reserves the blocks for <paramref name="count"/> numbers: a single takes one word, a double two.
    /// </summary>
    private ulong Advance(int count, DType dtype)
    {
        var start = Position;
        var perBlock = dtype == DType.F32 ? 4 : 2;
        Position += (ulong)((count + perBlock - 1) / perBlock);
        return start;
    }
}
