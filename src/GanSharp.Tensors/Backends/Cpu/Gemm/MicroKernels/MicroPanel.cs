using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// The rows of A for one tile, in any layout: element (row, d) is at <c>Row(row)[d · DepthStride]</c>, plus
/// <see cref="Gap"/> for every whole segment before it. Rows after the last one repeat it; their sums are ignored.
/// </summary>
internal readonly unsafe struct MicroPanel<T> where T : unmanaged
{
    private readonly T* _start;
    private readonly long _rowStride;
    private readonly long* _offsets;
    private readonly int _last;

    /// <summary>Rows at equal distances.</summary>
    public MicroPanel(T* start, long rowStride, int depthStride, int rows)
    {
        _start = start;
        (_rowStride, DepthStride, _last) = (rowStride, depthStride, rows - 1);
    }

    /// <summary>Rows at individual offsets.</summary>
    public MicroPanel(T* start, long* offsets, int rows)
    {
        _start = start;
        _offsets = offsets;
        (DepthStride, _last) = (1, rows - 1);
    }

    public nint DepthStride { get; }

    /// <summary>Number of depths of a segment.</summary>
    public int Segment { get; init; } = int.MaxValue;

    /// <summary>Elements between two segments.</summary>
    public nint Gap { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int row)
    {
        row = Math.Min(row, _last);
        return _start + (_offsets is null ? row * _rowStride : _offsets[row]);
    }
}
