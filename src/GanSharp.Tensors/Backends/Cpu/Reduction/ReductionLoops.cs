using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Reduction;

/// <summary>A reduction of many numbers to one.</summary>
internal interface IReducer
{
    /// <summary>Reduces a contiguous, non-empty row.</summary>
    T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Reduces y and x into y, element by element.</summary>
    void Into<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal readonly struct SumReducer : IReducer
{
    public T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Two sums for each half, computed in parallel, hide the latency of addition. Their order is fixed, and so is
        // the result.
        var half = x.Length / 2;
        var first = x[..half];
        var second = x[half..];
        var (a, b, c, d) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var (i, width) = (0, Vector<T>.Count);
        for (; i <= half - 2 * width; i += 2 * width)
        {
            a += new Vector<T>(first[i..]);
            b += new Vector<T>(first[(i + width)..]);
            c += new Vector<T>(second[i..]);
            d += new Vector<T>(second[(i + width)..]);
        }
        var (sum, other) = (Vector.Sum(a + b), Vector.Sum(c + d));
        for (; i < half; i++)
        {
            sum += first[i];
            other += second[i];
        }
        sum += other;
        return second.Length > half ? sum + second[half] : sum;
    }

    public void Into<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Add(y, x, y);
}

internal readonly struct MaxReducer : IReducer
{
    public T Row<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Max(x);

    public void Into<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Max(y, x, y);
}

/// <summary>
/// Reduces the middle axis of (outer, n, inner), in an order that depends on the shape alone. Both halves of the axis
/// are reduced in the same way, so halves that cancel sum to exactly zero, as the gradients of real and generated
/// images can. A long axis with inner = 1 is divided into pieces first.
/// </summary>
internal static unsafe class ReductionLoops
{
    public static void Reduce<T, TReducer>(T* x, T* y, int outer, int n, int inner, TReducer reducer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TReducer : struct, IReducer
    {
        if (inner == 1)
            Rows(x, y, outer, n, reducer);
        else
            Columns(x, y, outer, n, inner, reducer);
    }

    private static void Rows<T, TReducer>(T* x, T* y, int rows, int n, TReducer reducer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TReducer : struct, IReducer
    {
        if (n <= Chunks.Length)
        {
            Chunks.ForRows(rows, n, (first, end) =>
            {
                for (var row = first; row < end; row++)
                    y[row] = reducer.Row<T>(new(x + (long)row * n, n));
            });
            return;
        }
        var pieces = (n + Chunks.Length - 1) / Chunks.Length;
        var partial = (T*)BufferPool.Rent((long)rows * pieces * sizeof(T));
        WorkerPool.For(rows * pieces, i =>
        {
            var (row, from) = (i / pieces, i % pieces * Chunks.Length);
            partial[i] = reducer.Row<T>(new(x + (long)row * n + from, Math.Min(Chunks.Length, n - from)));
        });
        Rows(partial, y, rows, pieces, reducer);
        BufferPool.Return(partial);
    }

    private static void Columns<T, TReducer>(T* x, T* y, int outer, int n, int inner, TReducer reducer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TReducer : struct, IReducer
    {
        const int Width = 1024;
        var blocks = (inner + Width - 1) / Width;
        Chunks.ForRows(outer * blocks, n * Math.Min(inner, Width), (first, end) =>
        {
            Span<T> other = stackalloc T[Math.Min(inner, Width)];
            for (var i = first; i < end; i++)
            {
                var (o, from) = (i / blocks, i % blocks * Width);
                var width = Math.Min(Width, inner - from);
                var source = x + (long)o * n * inner + from;
                var result = new Span<T>(y + (long)o * inner + from, width);
                var half = (n + 1) / 2;
                Down(source, half, inner, result, reducer);
                if (n == 1)
                    continue;
                Down(source + (long)half * inner, n - half, inner, other[..width], reducer);
                reducer.Into(other[..width], result);
            }
        });
    }

    /// <summary>Reduces <paramref name="rows"/> rows that are <paramref name="stride"/> elements apart.</summary>
    private static void Down<T, TReducer>(T* x, int rows, int stride, Span<T> result, TReducer reducer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TReducer : struct, IReducer
    {
        new ReadOnlySpan<T>(x, result.Length).CopyTo(result);
        for (var row = 1; row < rows; row++)
            reducer.Into(new ReadOnlySpan<T>(x + (long)row * stride, result.Length), result);
    }

    /// <summary>Σx². Each piece is summed in its own type, the pieces in double precision.</summary>
    public static double SumOfSquares<T>(T* x, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pieces = (count + Chunks.Length - 1) / Chunks.Length;
        var partial = (double*)BufferPool.Rent((long)pieces * sizeof(double));
        Chunks.For(
            count,
            (start, length) =>
                partial[start / Chunks.Length] = double.CreateTruncating(
                    SquaresOf(new ReadOnlySpan<T>(x + start, length))));
        var sum = 0d;
        for (var i = 0; i < pieces; i++)
            sum += partial[i];
        BufferPool.Return(partial);
        return sum;
    }

    private static T SquaresOf<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (Vector<T>.Zero, Vector<T>.Zero);
        var (i, width) = (0, Vector<T>.Count);
        for (; i <= x.Length - 2 * width; i += 2 * width)
        {
            var (first, second) = (new Vector<T>(x[i..]), new Vector<T>(x[(i + width)..]));
            a += first * first;
            b += second * second;
        }
        var sum = Vector.Sum(a + b);
        for (; i < x.Length; i++)
            sum += x[i] * x[i];
        return sum;
    }
}
