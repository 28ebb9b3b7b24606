using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Cache lines that will be needed soon: the first lines of one row of a matrix after another, because lines that lie
/// together arrive fastest. A micro-kernel prefetches them into the L2 cache, spread evenly over its steps: many at a
/// time would occupy the buffers through which its own operands come. The addresses need not be valid.
/// </summary>
internal unsafe struct Prefetch<T> where T : unmanaged
{
    private readonly int _interval, _linesPerRow;
    private readonly long _toNextRow;
    private T* _address;
    private int _left;

    /// <summary>Steps before the next line, negative. In the default, which has no lines, it starts at 0.</summary>
    private int _countdown;

    private Prefetch(MatrixView<T> rows, int linesPerRow, int interval)
    {
        _address = rows.Start;
        (_interval, _linesPerRow) = (interval, linesPerRow);
        _toNextRow = rows.Stride - (long)linesPerRow * ElementsPerLine;
        (_countdown, _left) = (-interval, linesPerRow);
    }

    /// <summary>No lines.</summary>
    public static Prefetch<T> None => default;

    private static int ElementsPerLine => VectorCopy.LineBytes / sizeof(T);

    public bool IsEmpty => _interval == 0;

    /// <summary>
    /// A share of the lines of <paramref name="count"/> rows with <paramref name="columns"/> elements each. Number
    /// <paramref name="share"/> of <paramref name="shares"/> equal ones, each for a micro-kernel that takes
    /// <paramref name="steps"/> steps.
    /// </summary>
    public static Prefetch<T> Share(MatrixView<T> rows, int count, int columns, int share, int shares, int steps)
    {
        var rowsPerShare = Integers.CeilDiv(count, shares);
        var first = share * rowsPerShare;
        if (first >= count)
            return None;
        var linesPerRow = Integers.CeilDiv(columns, ElementsPerLine);
        return new(rows.From(first), linesPerRow, Math.Max(1, steps / (rowsPerShare * linesPerRow)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next()
    {
        if (++_countdown != 0 || !Sse.IsSupported)
            return;
        _countdown = -_interval;
        Sse.Prefetch1(_address);
        _address += ElementsPerLine;
        if (--_left > 0)
            return;
        _left = _linesPerRow;
        _address += _toNextRow;
    }
}
