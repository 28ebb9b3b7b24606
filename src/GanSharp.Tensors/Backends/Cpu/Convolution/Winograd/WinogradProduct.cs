using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The products of a convolution or of its input gradient at all points: rows of <paramref name="depth"/>, one per
/// tile, times filters of <paramref name="columns"/>.
/// </summary>
internal sealed unsafe class WinogradProduct<T>(ConvGeometry g, int depth, int columns)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Depths that are multiplied at a time.</summary>
    private const int BlockSize = PointBlocks<float>.BlockSize;

    /// <summary>Filters that are transformed at a time; a block of them fits the second-level cache.</summary>
    private const int PieceColumns = 48;

    private readonly WinogradTiles _tiles = new(g);
    private readonly WinogradBands _bands = new WinogradTiles(g).Bands;

    /// <summary>The depths and the columns whose filters are not 0 at a point.</summary>
    public delegate (Range Depths, Range Columns) Part(int point);

    /// <summary>Copies some columns of the filters into the order in which they are transformed.</summary>
    public delegate Scratch<T> FilterCopy(Range columns);

    /// <summary>
    /// Writes the columns that were copied, at one depth, to a row of <paramref name="to"/>.
    /// </summary>
    public delegate void FilterStep(T* copy, int depth, Range columns, WinogradPanels<T> to, int toRow);

    /// <summary>Writes the rows of a band of an image, from a row on. It may use memory for a copy.</summary>
    public delegate void InputStep((int Image, WinogradBand Band) part, T* copy, PointBlocks<T> to, int row);

    /// <summary>
    /// Reads the products of a band of an image, rows of all columns. The bands of an image follow each other.
    /// </summary>
    public delegate void OutputStep((int Image, WinogradBand Band) part, T* copy, PointMatrices<T> from);

    public required Part NotZero { get; init; }

    /// <summary>Columns of one grid.</summary>
    public required int GridColumns { get; init; }

    public required FilterCopy Copy { get; init; }
    public required FilterStep Filters { get; init; }
    public required InputStep Inputs { get; init; }
    public required OutputStep Outputs { get; init; }

    /// <summary>Computes everything; the copies of a band have at most so many elements.</summary>
    public void Run(long copySize)
    {
        using var copies = new Scratch<T>(WorkerPool.Threads * copySize);
        var cost = new WinogradCost(g);
        if (cost.FiltersInTurn < cost.ImagesInTurn)
            FiltersInTurn(copies);
        else
            ImagesInTurn(copies);
    }

    /// <summary>
    /// All images with a few filters after another. The filters at the points are never in memory as a whole, but the
    /// values of the images are.
    /// </summary>
    private void FiltersInTurn(Scratch<T> copies)
    {
        var rows = g.N * _tiles.Count;
        var leftStep = WinogradPoints.Step(rows, depth);
        var sumStep = WinogradPoints.Step(MicroKernel.WholeTiles(rows), columns);
        using var left = new Scratch<T>(_tiles.Square * leftStep);
        using var sums = new Scratch<T>(_tiles.Square * sumStep);
        var a = new PointBlocks<T>(left.Pointer, rows, depth, leftStep);
        var c = new PointMatrices<T>(sums.Pointer, columns, sumStep);
        var (copied, copySize) = ((nint)copies.Pointer, copies.Count / WorkerPool.Threads);
        ForBands((part, thread, row) => Inputs(part, (T*)copied + thread * copySize, a, row));
        var pieces = Pieces();
        WorkerPool.For(pieces.Count, piece => MultiplyColumns(a, rows, pieces[piece], c));
        ForBands((part, thread, row) => Outputs(part, (T*)copied + thread * copySize, c.From(row)));
    }

    /// <summary>Runs a step for all bands of all images, with the thread and the first row of the band.</summary>
    private void ForBands(Action<(int Image, WinogradBand Band), int, int> step) => WorkerPool.For(
        g.N, (image, thread) =>
        {
            for (var i = 0; i < _bands.Count; i++)
                step((image, _bands[i]), thread, image * _tiles.Count + _bands[i].FirstTile);
        });

    /// <summary>
    /// The columns of the pieces of work, those of a piece from one grid. No piece is narrow, if it can be avoided.
    /// </summary>
    private List<Range> Pieces()
    {
        var pieces = new List<Range>();
        for (int x = 0, width; x < columns; x += width)
        {
            var rest = GridColumns - x % GridColumns;
            width = rest > PieceColumns && rest < 2 * PieceColumns
                ? Integers.CeilDiv(rest, 2 * WinogradTiles.ChannelMultiple) * WinogradTiles.ChannelMultiple
                : Math.Min(PieceColumns, rest);
            pieces.Add(x..(x + width));
        }
        return pieces;
    }

    private void MultiplyColumns(PointBlocks<T> a, int rows, Range piece, PointMatrices<T> c)
    {
        var (x, width) = piece.GetOffsetAndLength(columns);
        using var copy = Copy(piece);
        using var filters = new WinogradPanels<T>(_tiles.Square, Math.Min(BlockSize, depth), width);
        for (int block = 0, from = 0; from < depth; block++, from += BlockSize)
        {
            var end = Math.Min(depth, from + BlockSize);
            for (var d = from; d < end; d++)
                Filters(copy.Pointer, d, piece, filters, d - from);
            for (var point = 0; point < _tiles.Square; point++)
            {
                var used = NotZero(point).Columns;
                if (used.Start.Value < x + width && used.End.Value > x)
                    Multiply(point, block, a, rows, (filters, from), .., new(c.Point(point) + x, columns));
            }
        }
    }

    /// <summary>
    /// A few images at a time, or a band of one, from pixels to pixels, so that their values stay in the cache.
    /// </summary>
    private void ImagesInTurn(Scratch<T> copies)
    {
        using var filters = new WinogradPanels<T>(_tiles.Square, depth, columns);
        var panels = filters;
        using (var copy = Copy(..columns))
        {
            var taps = copy.Pointer;
            WorkerPool.For(depth, d => Filters(taps, d, ..columns, panels, d));
        }
        var rows = MicroKernel.WholeTiles(_tiles.ImagesPerPiece * _bands.Tiles);
        long leftStep = WinogradPoints.Step(rows, depth), sumStep = WinogradPoints.Step(rows, columns);
        using var left = new Scratch<T>(WorkerPool.Threads * _tiles.Square * leftStep);
        using var sums = new Scratch<T>(WorkerPool.Threads * _tiles.Square * sumStep);
        T* copied = copies.Pointer, inputs = left.Pointer, products = sums.Pointer;
        var copySize = copies.Count / WorkerPool.Threads;
        WorkerPool.For(_tiles.Pieces, (piece, thread) =>
        {
            var copy = copied + thread * copySize;
            var a = new PointBlocks<T>(inputs + thread * _tiles.Square * leftStep, rows, depth, leftStep);
            var c = new PointMatrices<T>(products + thread * _tiles.Square * sumStep, columns, sumStep);
            var first = piece * _tiles.ImagesPerPiece;
            var count = Math.Min(_tiles.ImagesPerPiece, g.N - first);
            for (var b = 0; b < _bands.Count; b++)
            {
                var band = _bands[b];
                for (var i = 0; i < count; i++)
                    Inputs((first + i, band), copy, a, i * band.Tiles);
                MultiplyAll(a, count * band.Tiles, panels, c);
                for (var i = 0; i < count; i++)
                    Outputs((first + i, band), copy, c.From(i * band.Tiles));
            }
        });
    }

    private void MultiplyAll(PointBlocks<T> a, int rows, WinogradPanels<T> filters, PointMatrices<T> c)
    {
        for (var point = 0; point < _tiles.Square; point++)
        {
            var used = filters.PanelsOf(NotZero(point).Columns);
            for (var block = 0; block * BlockSize < depth; block++)
                Multiply(point, block, a, rows, (filters, 0), used, new(c.Point(point), columns));
        }
    }

    /// <summary>
    /// Adds the product of some rows of a block of <paramref name="a"/> with panels of filters to
    /// <paramref name="c"/>; that of the first block replaces what is there. The filters begin at depth From.
    /// </summary>
    private void Multiply(
        int point, int block, PointBlocks<T> a, int rows, (WinogradPanels<T> Panels, int From) filters, Range panels,
        SumRows<T> c)
    {
        var depths = NotZero(point).Depths;
        var start = Math.Max(depths.Start.Value, block * BlockSize);
        var end = Math.Min(depths.End.Value, (block + 1) * BlockSize);
        if (start < end)
            filters.Panels.Multiply(
                point, panels, a.Block(point, block, rows).FromDepth(start - block * BlockSize),
                (start - filters.From)..(end - filters.From), c, adds: start > depths.Start.Value);
    }
}
