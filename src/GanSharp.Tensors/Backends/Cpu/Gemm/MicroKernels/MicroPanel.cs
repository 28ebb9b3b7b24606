using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Rows of A for one tile, wherever they lie: element (row, d) is at <c>Row(row)[d · DepthStride]</c>. Beyond the last
/// of its rows that one is read again; what comes of it is not looked at.
/// </summary>
internal readonly unsafe struct MicroPanel<T> where T : unmanaged
{
    private readonly T* _start;
    private readonly long _rowStride;
    private readonly long* _offsets;
    private readonly int _last;

    /// <summary>Rows that are as far apart as their neighbours.</summary>
    public MicroPanel(T* start, long rowStride, int depthStride, int rows)
    {
        _start = start;
        (_rowStride, DepthStride, _last) = (rowStride, depthStride, rows - 1);
    }

    /// <summary>Rows that begin at an offset each, with neighbouring depths.</summary>
    public MicroPanel(T* start, long* offsets, int rows)
    {
        _start = start;
        _offsets = offsets;
        (DepthStride, _last) = (1, rows - 1);
    }

    public nint DepthStride { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int row)
    {
        row = Math.Min(row, _last);
        return _start + (_offsets is null ? row * _rowStride : _offsets[row]);
    }
}
