using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions of images with few channels, such as the first one of a discriminator: products of the filters with the
/// pixels of the windows, whose depth is one step. An image is copied to <see cref="SplitImage"/>, where the pixels of
/// one tap in neighbouring windows are contiguous, and from there to panels for the micro-kernel, which stay in the
/// second-level cache.
/// </summary>
internal sealed unsafe class ShallowConv<T>(ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Channels · columns of a window below which its rows are too short to be read in place.</summary>
    private const int FewPixels = 32;

    /// <summary>Panels of pixels that are packed at a time.</summary>
    private const int PanelsAtOnce = 10;

    private readonly SplitImage _split = new(g);
    private readonly int _positions = g.P * g.Q;
    private readonly int _taps = g.C * g.R * g.S;
    private readonly int _rowPanels = Integers.CeilDiv(g.K, MicroKernel.Rows);

    /// <summary>Whether there are few channels, and all taps of a window fit one step of a product.</summary>
    public static bool Suits(in ConvGeometry g) =>
        g.C * g.S < FewPixels && g.C * g.R * g.S <= Blocking<T>.MaxDepth;

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public void Forward(T* x, T* w, T* bias, T* y)
    {
        using var filters = new Scratch<T>((long)_rowPanels * MicroKernel.Rows * _taps);
        var rows = new MatrixPanels<T>(w, _taps, 1);
        for (var i = 0; i < _rowPanels; i++)
            rows.Pack(
                i * MicroKernel.Rows, RowsOf(i), MicroKernel.Rows, 0, _taps, Panel(filters.Pointer, i));
        var packed = filters.Pointer;
        WorkerPool.For(g.N, image =>
        {
            using var copy = new Scratch<T>(_split.Size);
            _split.Copy(x + (long)image * g.C * g.H * g.W, copy.Pointer);
            var store = new PlaneEpilogue<T>(y + (long)image * g.K * _positions, bias, g.K, _positions);
            Multiply(packed, copy.Pointer, store);
        });
    }

    private void Multiply(T* filters, T* image, PlaneEpilogue<T> store)
    {
        var columns = PanelsAtOnce * MicroKernel.Wide<T>();
        using var panels = new Scratch<T>((long)Math.Min(columns, _positions + MicroKernel.Wide<T>()) * _taps);
        var sums = stackalloc T[MicroKernel.Rows * MicroKernel.Wide<T>()];
        for (var first = 0; first < _positions; first += columns)
        {
            var count = Math.Min(columns, _positions - first);
            for (int x = 0, width; x < count; x += width)
            {
                width = MicroKernel.PanelWidth<T>(count - x);
                Pack(image, first + x, Math.Min(width, count - x), width, panels.Pointer + (long)x * _taps);
            }
            for (var i = 0; i < _rowPanels; i++)
            {
                var panel = new MicroPanel<T>(Panel(filters, i), 1L, MicroKernel.Rows, MicroKernel.Rows);
                for (int x = 0, width; x < count; x += width)
                {
                    width = MicroKernel.PanelWidth<T>(count - x);
                    var row = i * MicroKernel.Rows;
                    var isWhole = width <= count - x && RowsOf(i) == MicroKernel.Rows;
                    var place = isWhole ? store.Place(row, first + x, width) : new(sums, width, false);
                    MicroKernel.Multiply(
                        width, _taps, panel, panels.Pointer + (long)x * _taps, place, new(panels.Pointer, 0));
                    if (!isWhole)
                        store.Store(row, first + x, RowsOf(i), Math.Min(width, count - x), sums, width);
                }
            }
        }
    }

    /// <summary>Packs the pixels of all taps in some windows.</summary>
    private void Pack(T* image, int first, int count, int width, T* panel)
    {
        for (var tap = 0; tap < _taps; tap++, panel += width)
        {
            var start = image + _split.OffsetOf(tap);
            var (p, q) = Math.DivRem(first, g.Q);
            for (int i = 0, length; i < count; i += length, p++, q = 0)
            {
                length = Math.Min(count - i, g.Q - q);
                VectorCopy.Copy(start + p * _split.RowSize + q, panel + i, length);
            }
            new Span<T>(panel + count, width - count).Clear();
        }
    }

    private T* Panel(T* filters, int panel) => filters + (long)panel * MicroKernel.Rows * _taps;

    private int RowsOf(int panel) => Math.Min(MicroKernel.Rows, g.K - panel * MicroKernel.Rows);
}
