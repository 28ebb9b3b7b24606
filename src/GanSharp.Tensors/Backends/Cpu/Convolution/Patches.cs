using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The windows of a convolution as a matrix that is never built: one row per position (image, row, column) of a window,
/// one column per tap (row, column, channel) of the filters. Taps fall into segments, the rows of the window, each
/// contiguous in memory.
/// </summary>
internal readonly unsafe struct Patches<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<long> _offsets;
    private readonly T* _start;
    private readonly long _segmentStride;

    /// <summary>The windows in each of <paramref name="count"/> images.</summary>
    public Patches(in ChannelsLast<T> images, int count, WindowGrid windows)
    {
        var (layout, down, across) = (images.Layout, windows.Down, windows.Across);
        _start = images.Pointer + windows.Top * layout.RowSize + windows.Left * layout.PixelSize;
        _segmentStride = layout.RowSize;
        Segment = windows.Columns * (int)layout.PixelSize;
        Positions = count * down * across;
        Taps = windows.Rows * Segment;
        _offsets = new(Positions);
        var (offsets, imageSize) = (_offsets, layout.ImageSize);
        var (downStep, acrossStep) = (windows.Step * layout.RowSize, windows.Step * layout.PixelSize);
        WorkerPool.For(count, image =>
        {
            var next = offsets.Pointer + (long)image * down * across;
            for (var p = 0; p < down; p++)
            {
                for (var q = 0; q < across; q++)
                    *next++ = image * imageSize + p * downStep + q * acrossStep;
            }
        });
    }

    /// <summary>Number of taps of a segment.</summary>
    public int Segment { get; }

    /// <summary>Elements between two segments.</summary>
    public nint Gap => (nint)_segmentStride - Segment;

    public int Taps { get; }

    public int Positions { get; }

    /// <summary>The address of a tap at the first position; <see cref="Offsets"/> leads to the others.</summary>
    public T* Tap(int tap) => tap == 0 ? _start : _start + tap / Segment * _segmentStride + tap % Segment;

    public long* Offsets(int position) => _offsets.Pointer + position;

    public void Dispose() => _offsets.Dispose();
}

/// <summary>Patches as A, read in place: rows are positions, depths are taps.</summary>
internal readonly unsafe struct PositionRows<T>(Patches<T> patches) : IOperandA<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool IsPacked => false;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
    }

    public MicroPanel<T> MicroPanel(int first, int count, int from) =>
        new(patches.Tap(from), patches.Offsets(first), count) { Segment = patches.Segment, Gap = patches.Gap };

    public MatrixView<T> RowsInMemory(int first, int from) => default;
}

/// <summary>Patches as B, for weight gradients: columns are taps, depths are positions.</summary>
internal readonly unsafe struct TapPanels<T>(Patches<T> patches) : IOperandB<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var offsets = patches.Offsets(from);
        for (int x = 0, length; x < count; x += length)
        {
            length = Math.Min(count - x, patches.Segment - (first + x) % patches.Segment);
            VectorCopy.CopyRows(patches.Tap(first + x), offsets, length, width, depth, panel + x);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public MatrixView<T> ColumnsInMemory(int first, int from) => default;
}
