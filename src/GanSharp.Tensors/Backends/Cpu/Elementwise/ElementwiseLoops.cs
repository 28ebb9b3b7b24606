using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>A function of one number, applied to a piece of memory that fits the L1 cache; y may be x.</summary>
internal interface IUnary
{
    void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers, applied to pieces of memory that fit the L1 cache; y may be a or b.</summary>
internal interface IBinary
{
    void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Elementwise kernels, in chunks for the threads and in contiguous runs for broadcasting.</summary>
internal static unsafe class ElementwiseLoops
{
    /// <summary>Most elements of a run that are computed together if an operand is repeated.</summary>
    private const int RepeatLength = 1024;

    public static void Unary<T, TOp>(T* x, T* y, int count, TOp op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IUnary =>
        Chunks.For(count, (start, length) => op.Run<T>(new(x + start, length), new(y + start, length)));

    public static void Binary<T, TOp>(T* a, T* b, T* y, BroadcastPlan plan, TOp op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IBinary
    {
        if (plan.Runs == 1 && plan is { StrideA: 1, StrideB: 1 })
            Chunks.For(
                plan.RunLength,
                (start, length) => op.Run<T>(new(a + start, length), new(b + start, length), new(y + start, length)));
        else if (plan.Runs > 0)
            Chunks.ForRows(plan.Runs, plan.RunLength, (first, end) => BinaryRuns(a, b, y, plan, op, (first, end)));
    }

    private static void BinaryRuns<T, TOp>(T* a, T* b, T* y, BroadcastPlan plan, TOp op, (int First, int End) runs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IBinary
    {
        Span<T> repeated = stackalloc T[Math.Min(plan.RunLength, RepeatLength)];
        for (var run = runs.First; run < runs.End; run++)
        {
            var (offsetA, offsetB) = plan.Offsets(run);
            var result = new Span<T>(y + (long)run * plan.RunLength, plan.RunLength);
            if (plan is { StrideA: 0, StrideB: 0 })
            {
                op.Run<T>(new(a + offsetA, 1), new(b + offsetB, 1), result[..1]);
                result[1..].Fill(result[0]);
                continue;
            }
            for (var from = 0; from < plan.RunLength; from += RepeatLength)
            {
                var length = Math.Min(RepeatLength, plan.RunLength - from);
                op.Run(
                    Piece(a + offsetA, plan.StrideA, from, repeated[..length]),
                    Piece(b + offsetB, plan.StrideB, from, repeated[..length]),
                    result.Slice(from, length));
            }
        }
    }

    /// <summary>
    /// A part of an operand: its own memory, or one number repeated. At most one operand of a run is repeated.
    /// </summary>
    private static ReadOnlySpan<T> Piece<T>(T* operand, int stride, int from, Span<T> repeated) where T : unmanaged
    {
        if (stride == 1)
            return new(operand + from, repeated.Length);
        repeated.Fill(*operand);
        return repeated;
    }
}
