using System.Numerics;
using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Elementwise;

namespace GanSharp.Tensors.Backends.Cpu.Random;

/// <summary>
/// Makes numbers from the words of blocks: the first and the second half of each block, with two singles or one double
/// per lane.
/// </summary>
internal interface INumbers
{
    (Vector<ulong> First, Vector<ulong> Second) Of(in Philox.BlockLanes blocks);
}

/// <summary>A function of uniform numbers in [0, 1).</summary>
internal readonly struct UniformNumbers<T, TOp>(TOp op) : INumbers
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IVectorUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector<ulong> First, Vector<ulong> Second) Of(in Philox.BlockLanes blocks) =>
        (
            op.At(WordLanes.ToUnit<T>(blocks.X, blocks.Y)).As<T, ulong>(),
            op.At(WordLanes.ToUnit<T>(blocks.Z, blocks.W)).As<T, ulong>());
}

/// <summary>Normal numbers with a mean and a standard deviation.</summary>
internal readonly struct NormalNumbers<T>(T mean, T std) : INumbers where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The first two of four words make a pair, and so do the last two. With doubles, the two numbers of a block make a
    /// pair.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector<ulong> First, Vector<ulong> Second) Of(in Philox.BlockLanes blocks)
    {
        if (typeof(T) == typeof(double))
            return Pair(WordLanes.ToUnit<T>(blocks.X, blocks.Y), WordLanes.ToUnit<T>(blocks.Z, blocks.W));
        var (even, odd) = Pair(WordLanes.ToUnit<T>(blocks.X, blocks.Z), WordLanes.ToUnit<T>(blocks.Y, blocks.W));
        return (WordLanes.Join(even, odd), WordLanes.Join(even >> 32, odd >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector<ulong> First, Vector<ulong> Second) Pair(Vector<T> u, Vector<T> v)
    {
        var (first, second) = BoxMuller.Pair(u, v);
        return (
            (Vector.Create(mean) + first * std).As<T, ulong>(), (Vector.Create(mean) + second * std).As<T, ulong>());
    }
}

/// <summary>Conversions of 32-bit words in the lower halves of lanes.</summary>
internal static class WordLanes
{
    /// <summary>Both words in one lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<ulong> Join(Vector<ulong> lower, Vector<ulong> upper) =>
        upper << 32 | lower & Vector.Create((ulong)uint.MaxValue);

    /// <summary>
    /// Numbers in [0, 1): two singles of 24 bits, or one double of 53 bits, whose upper half is the first word.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> ToUnit<T>(Vector<ulong> first, Vector<ulong> second)
        where T : unmanaged =>
        typeof(T) == typeof(float)
        ? (
            Vector.ConvertToSingle(Vector.AsVectorInt32(Vector.AsVectorUInt32(Join(first, second)) >> 8))
            * (1f / (1 << 24))).As<float, T>()
        : (Vector.ConvertToDouble(Join(second, first) >> 11) * (1d / (1L << 53))).As<double, T>();
}
