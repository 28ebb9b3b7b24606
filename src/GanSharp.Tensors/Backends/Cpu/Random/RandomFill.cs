using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Elementwise;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Random;

/// <summary>
/// Fills memory from Philox blocks: block <c>start + i</c> yields four singles or two doubles. A step computes one
/// block per 64-bit lane of two registers.
/// </summary>
internal static unsafe class RandomFill
{
    /// <summary>y = op(u), u uniform in [0, 1).</summary>
    public static void Uniform<T, TOp>(T* y, int count, ulong key, ulong start, TOp op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IVectorUnary =>
        Fill<T, UniformNumbers<T, TOp>>(y, count, key, start, new(op));

    /// <summary>y = mean + std·g, g standard normal.</summary>
    public static void Normal<T>(T* y, int count, ulong key, ulong start, T mean, T std)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Fill<T, NormalNumbers<T>>(y, count, key, start, new(mean, std));

    private const int BlockBytes = 16;

    private static void Fill<T, TNumbers>(T* y, int count, ulong key, ulong start, TNumbers numbers)
        where T : unmanaged where TNumbers : struct, INumbers =>
        Chunks.For(
            count,
            (from, length) =>
                FillChunk(y + from, length, key, start + (ulong)(from / (BlockBytes / sizeof(T))), numbers));

    private static void FillChunk<T, TNumbers>(T* y, int length, ulong key, ulong start, TNumbers numbers)
        where T : unmanaged where TNumbers : struct, INumbers
    {
        var blocks = 2 * Vector<ulong>.Count;
        var perStep = blocks * BlockBytes / sizeof(T);
        var counters = Vector.Create(start) + Vector<ulong>.Indices;
        for (; length >= perStep; length -= perStep, y += perStep, counters += Vector.Create((ulong)blocks))
            Step(key, counters, numbers, (ulong*)y);
        if (length == 0)
            return;
        var last = stackalloc T[perStep];
        Step(key, counters, numbers, (ulong*)last);
        new Span<T>(last, length).CopyTo(new(y, length));
    }

    /// <summary>Computes the numbers of one block per lane of two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TNumbers>(ulong key, Vector<ulong> counters, TNumbers numbers, ulong* y)
        where TNumbers : struct, INumbers
    {
        var (one, other) = Philox.Blocks(key, counters, counters + Vector.Create((ulong)Vector<ulong>.Count));
        Interleave(numbers.Of(one), y);
        Interleave(numbers.Of(other), y + 2 * Vector<ulong>.Count);
    }

    /// <summary>Stores the lanes of both alternately: first, second, first, second, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave((Vector<ulong> First, Vector<ulong> Second) lanes, ulong* y)
    {
        var (first, second) = lanes;
        if (Vector<ulong>.Count == Vector128<ulong>.Count)
        {
            Interleave(first.AsVector128(), second.AsVector128(), y);
        }
        else if (Vector<ulong>.Count == Vector256<ulong>.Count)
        {
            Interleave(first.AsVector256().GetLower(), second.AsVector256().GetLower(), y);
            Interleave(first.AsVector256().GetUpper(), second.AsVector256().GetUpper(), y + 4);
        }
        else
        {
            for (var i = 0; i < Vector<ulong>.Count; i++)
                (y[2 * i], y[2 * i + 1]) = (first[i], second[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector128<ulong> first, Vector128<ulong> second, ulong* y)
    {
        var ofFirst = Vector128.Create(ulong.MaxValue, 0);
        Vector128.ConditionalSelect(ofFirst, first, Vector128.Shuffle(second, Vector128.Create(0ul, 0))).Store(y);
        Vector128.ConditionalSelect(ofFirst, Vector128.Shuffle(first, Vector128.Create(1ul, 1)), second).Store(y + 2);
    }
}
