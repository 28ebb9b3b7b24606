using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// The blocked product C = A·B. A is packed once, into panels of a few rows, unless it can be read where it lies. Each piece of work packs its own block
/// of B, a step of the depth at a time, and multiplies the two, panel by panel, while the lines of the next block are on their way; finished tiles go to
/// the sink.
/// </summary>
internal sealed unsafe class Product<T, TA, TB, TSink>(Blocking<T> cut, TA a, TB b, TSink sink)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TA : struct, ILeft<T>
    where TB : struct, IRight<T>
    where TSink : struct, ISink<T>
{
    private const int PanelsPerPiece = 8;
    private static readonly int Rows = MicroKernel.Rows;

    private T* _packedA, _packedB, _sums;

    private int PackPieces => Blocking<T>.Cut(cut.RowPanels, PanelsPerPiece);

    public void Run()
    {
        var threads = cut.IsShared ? WorkerPool.Threads : 1;
        using var packedA = new Scratch<T>(a.IsPacked ? (long)cut.RowPanels * Rows * cut.K : 0);
        using var packedB = new Scratch<T>((cut.SharesColumns ? cut.Steps * cut.ColumnBlocks : threads) * cut.PackedColumnsSize);
        using var sums = new Scratch<T>((cut.Slices > 1 ? cut.Slices * cut.Blocks : threads) * cut.BlockSize);
        _packedA = packedA.Pointer;
        _packedB = packedB.Pointer;
        _sums = sums.Pointer;

        if (a.IsPacked)
            For(cut.Steps * PackPieces, PackRows);
        if (cut.SharesColumns)
            For(cut.Steps * cut.ColumnBlocks, PackShared);
        For(cut.Blocks * cut.Slices, MultiplyBlock);
        if (cut.Slices > 1)
            For(cut.Blocks, AddSlices);
    }

    private void For(int count, Action<int, int> piece)
    {
        if (cut.IsShared)
            WorkerPool.For(count, piece);
        else
        {
            for (var i = 0; i < count; i++)
                piece(i, 0);
        }
    }

    private void PackRows(int piece, int thread)
    {
        var (step, group) = Math.DivRem(piece, PackPieces);
        var (from, depth) = cut.Step(step);
        for (var i = group * PanelsPerPiece; i < Math.Min(cut.RowPanels, (group + 1) * PanelsPerPiece); i++)
            a.Pack(i * Rows, RowsOf(i), Rows, from, depth, PanelA(i, from, depth));
    }

    private void PackShared(int piece, int thread)
    {
        var (step, block) = Math.DivRem(piece, cut.ColumnBlocks);
        var (from, depth) = cut.Step(step);
        PackColumns(block, from, depth, _packedB + piece * cut.PackedColumnsSize);
    }

    private void MultiplyBlock(int piece, int thread)
    {
        var (slice, block) = Math.DivRem(piece, cut.Blocks);
        var sums = _sums + (cut.Slices > 1 ? piece : thread) * cut.BlockSize;
        var (first, end) = (slice * cut.StepsPerSlice, Math.Min(cut.Steps, (slice + 1) * cut.StepsPerSlice));
        var (firstPanel, endPanel) = RowPanelsOf(block);
        var panels = cut.KeepsColumns ? 1 : endPanel - firstPanel;
        for (var panel = firstPanel; panel < endPanel; panel += panels)
        {
            for (var step = first; step < end; step++)
            {
                var (from, depth) = cut.Step(step);
                var packedB = _packedB + (cut.SharesColumns ? step * cut.ColumnBlocks + block % cut.ColumnBlocks : thread) * cut.PackedColumnsSize;
                if (!cut.SharesColumns)
                    PackColumns(block, from, depth, packedB);
                var part = new Part(block, panel, panel + panels, from, depth, step > first, cut.Slices == 1 && step + 1 == end);
                var next = step + 1 < end ? (block, cut.Step(step + 1).From) : (block + WorkerPool.Threads, cut.Step(first).From);
                MultiplyPanels(part, packedB, sums, next);
            }
        }
    }

    private void PackColumns(int block, int from, int depth, T* packed)
    {
        var (first, columns) = ColumnsOf(block);
        for (int x = 0, width; x < columns; x += width)
        {
            width = PanelWidth(columns - x);
            b.Pack(first + x, Math.Min(width, columns - x), width, from, depth, packed + (long)x * depth);
        }
    }

    /// <summary>Rows outside, columns inside: a panel of A then stays in the first-level cache while those of B stream by.</summary>
    private void MultiplyPanels(Part part, T* packedB, T* sums, (int Block, int From) next)
    {
        var (block, firstPanel, endPanel, from, depth, adds, finishes) = part;
        var (firstColumn, columns) = ColumnsOf(block);
        var nextColumn = ColumnsOf(next.Block).First;
        var lines = cut.SharesColumns || next.Block >= cut.Blocks ? 0 : b.LinesOf(columns);
        for (int i = firstPanel, line = 0; i < endPanel; i++)
        {
            var strip = a.IsPacked ? new(PanelA(i, from, depth), 1L, Rows, Rows) : a.Strip(i * Rows, RowsOf(i), from);
            for (int x = 0, width; x < columns; x += width, line++)
            {
                width = PanelWidth(columns - x);
                var ahead = line < lines ? b.LineAhead(nextColumn, next.From, line) : new(packedB, 0);
                var place = finishes && !adds && width <= columns - x && RowsOf(i) == Rows ? sink.Place(i * Rows, firstColumn + x, width) : default;
                var tile = place.Start is not null ? place : new(TileOf(sums, i - RowPanelsOf(block).First, x), width, adds);
                MicroKernel.Multiply(width, depth, strip, packedB + (long)x * depth, tile, ahead);
                if (finishes && place.Start is null)
                    Store(block, i, x, width, tile.Start);
            }
        }
    }

    private void AddSlices(int block, int thread)
    {
        var total = _sums + block * cut.BlockSize;
        for (var slice = 1; slice < cut.Slices; slice++)
            Lanes.Add(total, _sums + ((long)slice * cut.Blocks + block) * cut.BlockSize, total, (int)cut.BlockSize);

        var (firstPanel, endPanel) = RowPanelsOf(block);
        var columns = ColumnsOf(block).Count;
        for (var i = firstPanel; i < endPanel; i++)
        {
            for (int x = 0, width; x < columns; x += width)
            {
                width = PanelWidth(columns - x);
                Store(block, i, x, width, TileOf(total, i - firstPanel, x));
            }
        }
    }

    private void Store(int block, int rowPanel, int x, int width, T* tile)
    {
        var (first, columns) = ColumnsOf(block);
        sink.Store(rowPanel * Rows, first + x, RowsOf(rowPanel), Math.Min(width, columns - x), tile, width);
    }

    private T* PanelA(int panel, int from, int depth) => _packedA + ((long)from * cut.RowPanels + (long)panel * depth) * Rows;

    private T* TileOf(T* sums, int rowPanel, int x) => sums + ((long)rowPanel * cut.Columns + x) * Rows;

    private int RowsOf(int panel) => Math.Min(Rows, cut.M - panel * Rows);

    private (int First, int Count) ColumnsOf(int block)
    {
        var first = block % cut.ColumnBlocks * cut.Columns;
        return (first, Math.Min(cut.Columns, cut.N - first));
    }

    private (int First, int End) RowPanelsOf(int block)
    {
        var first = block / cut.ColumnBlocks * cut.RowPanelsPerBlock;
        return (first, Math.Min(cut.RowPanels, first + cut.RowPanelsPerBlock));
    }

    /// <summary>
    /// What is multiplied at a time: row panels of a block at some depths, whose sums are added to earlier ones, or are finished then.
    /// </summary>
    private readonly record struct Part(int Block, int FirstPanel, int EndPanel, int From, int Depth, bool Adds, bool Finishes);

    /// <summary>Wide panels as long as one fits, or nearly fits; narrow ones for the rest.</summary>
    private static int PanelWidth(int columns) =>
        columns > MicroKernel.Wide<T>() - MicroKernel.Narrow<T>() ? MicroKernel.Wide<T>() : MicroKernel.Narrow<T>();
}
