using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// What the windows of a convolution see, as a matrix that is never built: a row for each position (image, row, column)
/// of a window, a column for each tap (row, column, channel) of the weights. Taps fall into segments, the rows of the
/// window, which lie in memory one after the other.
/// </summary>
internal readonly unsafe struct Patches<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<long> _offsets;
    private readonly T* _start;
    private readonly long _segmentStride;

    /// <summary>
    /// Windows of rows × columns pixels that begin every <paramref name="step"/> pixels from (top, left) on, for down
    /// × across positions.
    /// </summary>
    public Patches(
        in ChannelsLast<T> images, int count, int top, int left, int rows, int columns, int step, int down, int across)
    {
        _start = images.Pointer + top * images.Layout.RowSize + left * images.Layout.PixelSize;
        (_segmentStride, Segment, Positions) = (
            images.Layout.RowSize, columns * (int)images.Layout.PixelSize, count * down * across);
        Taps = rows * Segment;
        _offsets = new(Positions);
        var (offsets, imageSize, downStep, acrossStep) = (_offsets, images.Layout.ImageSize, step * images.Layout.RowSize, step * images.Layout.PixelSize);
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

    /// <summary>Taps of a segment.</summary>
    public int Segment { get; }

    public int Taps { get; }

    public int Positions { get; }

    /// <summary>Where the tap of a position is, for all positions by <see cref="Offsets"/>.</summary>
    public T* Tap(int tap) => tap == 0 ? _start : _start + tap / Segment * _segmentStride + tap % Segment;

    public long* Offsets(int position) => _offsets.Pointer + position;

    public void Dispose() => _offsets.Dispose();
}

/// <summary>Patches as A: rows are positions, depths are taps.</summary>
internal readonly unsafe struct PositionRows<T>(Patches<T> patches) : IOperandA<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool IsPacked => false;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
    }

    public MicroPanel<T> MicroPanel(int first, int count, int from) =>
        new(patches.Tap(from), patches.Offsets(first), count);
}

/// <summary>Patches as B of weight gradients: columns are taps, depths are positions.</summary>
internal readonly unsafe struct TapPanels<T>(Patches<T> patches) : IOperandB<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var offsets = patches.Offsets(from);
        for (int x = 0, length; x < count; x += length)
        {
            length = Math.Min(count - x, patches.Segment - (first + x) % patches.Segment);
            var start = patches.Tap(first + x);
            for (var d = 0; d < depth; d++)
                VectorCopy.Copy(start + offsets[d], panel + (long)d * width + x, length);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public int LinesOf(int columns) => 0;

    public Prefetch<T> PrefetchOf(int first, int from, int line) => default;
}
