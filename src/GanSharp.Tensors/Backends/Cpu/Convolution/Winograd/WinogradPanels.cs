using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The right operands of the products at all points, each of so many rows (the depth of the product) and columns,
/// packed into panels for the micro-kernel: wide ones, then some of one smaller width.
/// </summary>
internal readonly unsafe struct WinogradPanels<T> : IPointRows<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bytes of a result whose rows no longer lie close together.</summary>
    private const int ManyBytes = 512 << 10;

    private readonly Scratch<T> _memory;
    private readonly int _depth, _columns, _widePanels, _restWidth;

    public WinogradPanels(int points, int depth, int columns)
    {
        (_depth, _columns) = (depth, columns);
        _memory = new(points * PointStep);
        while (Rest > 0 && MicroKernel.PanelWidth<T>(Rest) == Wide)
            _widePanels++;
        _restWidth = MicroKernel.PanelWidth<T>(Rest);
    }

    public long PointStep => WinogradPoints.Step(_depth, _columns);

    public int Contiguous => MicroKernel.Narrow<T>();

    /// <summary>Number of panels at each point.</summary>
    public int Panels => _widePanels + Integers.CeilDiv(Rest, _restWidth);

    private static int Wide => MicroKernel.Wide<T>();

    /// <summary>Columns that are not in wide panels.</summary>
    private int Rest => _columns - _widePanels * Wide;

    public T* At(int row, int column)
    {
        var (first, width) = Place(PanelOf(column));
        return _memory.Pointer + (long)first * _depth + (long)row * width + column - first;
    }

    /// <summary>
    /// c = a·b at one point, or c += a·b if it <paramref name="adds"/>, for the columns of some panels and the sum over
    /// some depths, the first of which is that of a. Whole tiles of the micro-kernel are written, so c needs room for a
    /// multiple of its rows.
    /// </summary>
    public void Multiply(int point, Range panels, in LeftRows<T> a, Range depths, SumRows<T> c, bool adds = false)
    {
        var (firstPanel, count) = panels.GetOffsetAndLength(Panels);
        var b = _memory.Pointer + point * PointStep;
        if (count > 1 && (long)a.Count * c.RowSize * sizeof(T) > ManyBytes)
        {
            // Results far apart in memory are better finished row by row. Each row prefetches the next part of a panel,
            // so for a single panel that would only bring the same part to the cache again.
            for (var i = 0; i < a.Count; i += MicroKernel.Rows)
            {
                for (var panel = firstPanel; panel < firstPanel + count; panel++)
                    Multiply(b, panel, a.From(i, MicroKernel.Rows), depths, new(c.At(i, 0), c.RowSize), adds, false);
            }
            return;
        }
        for (var panel = firstPanel; panel < firstPanel + count; panel++)
            Multiply(b, panel, a, depths, c, adds, isFirst: panel == firstPanel);
    }

    /// <summary>
    /// All rows meet one part of a panel after another, in the order of memory. Meanwhile the micro-kernel prefetches
    /// the next rows if no panel has brought them to the cache, or else the next part.
    /// </summary>
    private void Multiply(
        T* b, int panel, in LeftRows<T> a, Range depths, SumRows<T> c, bool adds, bool isFirst)
    {
        var line = VectorCopy.LineBytes / sizeof(T);
        var (first, depth) = depths.GetOffsetAndLength(_depth);
        var (x, width) = Place(panel);
        b += (long)x * _depth + (long)first * width;
        for (int from = first, length; from < first + depth; from += length, b += (long)length * width)
        {
            length = Math.Min(Blocking<T>.MaxDepth, first + depth - from);
            var next = new MatrixView<T>(b + (long)length * width, line);
            var calls = Integers.CeilDiv(a.Count, MicroKernel.Rows);
            for (int i = 0, call = 0; call < calls; i += MicroKernel.Rows, call++)
            {
                var prefetch = isFirst ? a.PrefetchAfter(i, from - first, length) : Prefetch<T>.None;
                if (prefetch.IsEmpty)
                    prefetch = Prefetch<T>.Share(
                        next, Integers.CeilDiv(length * width, line), line, call, calls, length);
                MicroKernel.Multiply(
                    width, length, a.Panel(i, from - first), b,
                    new(c.At(i, x), c.RowSize, adds || from > first), prefetch);
            }
        }
    }

    /// <summary>The panels that hold some columns.</summary>
    public Range PanelsOf(Range columns)
    {
        var (first, count) = columns.GetOffsetAndLength(_columns);
        return PanelOf(first)..(PanelOf(first + count - 1) + 1);
    }

    /// <summary>The columns of some panels.</summary>
    public (int First, int Count) ColumnsOf(Range panels)
    {
        var (first, count) = panels.GetOffsetAndLength(Panels);
        var ((start, _), (last, width)) = (Place(first), Place(first + count - 1));
        return (start, Math.Min(last + width, _columns) - start);
    }

    public void Dispose() => _memory.Dispose();

    private int PanelOf(int column)
    {
        var wide = _widePanels * Wide;
        return column < wide ? column / Wide : _widePanels + (column - wide) / _restWidth;
    }

    /// <summary>The first column and the width of a panel.</summary>
    private (int First, int Width) Place(int panel) => panel < _widePanels
        ? (panel * Wide, Wide)
        : (_widePanels * Wide + (panel - _widePanels) * _restWidth, _restWidth);
}
