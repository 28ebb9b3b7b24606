using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// The blocked product C = A·B. A is packed once, into panels of a few rows, unless it is read in place. Each piece of
/// work packs its own block of B, one step of the depth at a time, and multiplies the two panel by panel while it
/// prefetches the next block. Finished tiles go to the epilogue.
/// </summary>
internal sealed unsafe class BlockedProduct<T, TA, TB, TEpilogue>(Blocking<T> blocking, TA a, TB b, TEpilogue epilogue)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TA : struct, IOperandA<T>
    where TB : struct, IOperandB<T>
    where TEpilogue : struct, IEpilogue<T>
{
    private const int PanelsPerPiece = 8;
    private static readonly int Rows = MicroKernel.Rows;

    private T* _packedA, _packedB, _sums;

    private int PackPieces => Integers.CeilDiv(blocking.RowPanels, PanelsPerPiece);

    public void Run()
    {
        var threads = blocking.IsShared ? WorkerPool.Threads : 1;
        using var packedA = new Scratch<T>(a.IsPacked ? (long)blocking.RowPanels * Rows * blocking.K : 0);
        using var packedB = new Scratch<T>(
            (blocking.SharesColumns ? blocking.Steps * blocking.ColumnBlocks : threads) * blocking.PackedColumnsSize);
        using var sums = new Scratch<T>(
            (blocking.Slices > 1 ? blocking.Slices * blocking.Blocks : threads) * blocking.BlockSize);
        _packedA = packedA.Pointer;
        _packedB = packedB.Pointer;
        _sums = sums.Pointer;

        if (a.IsPacked)
            For(blocking.Steps * PackPieces, PackRows);
        if (blocking.SharesColumns)
            For(blocking.Steps * blocking.ColumnBlocks, PackShared);
        For(blocking.Blocks * blocking.Slices, MultiplyBlock);
        if (blocking.Slices > 1)
            For(blocking.Blocks, AddSlices);
    }

    private void For(int count, Action<int, int> piece)
    {
        if (blocking.IsShared)
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
        var (from, depth) = blocking.Step(step);
        for (var i = group * PanelsPerPiece; i < Math.Min(blocking.RowPanels, (group + 1) * PanelsPerPiece); i++)
            a.Pack(i * Rows, RowsOf(i), Rows, from, depth, PanelA(i, from, depth));
    }

    private void PackShared(int piece, int thread)
    {
        var (step, block) = Math.DivRem(piece, blocking.ColumnBlocks);
        var (from, depth) = blocking.Step(step);
        PackColumns(block, from, depth, _packedB + piece * blocking.PackedColumnsSize);
    }

    private void MultiplyBlock(int piece, int thread)
    {
        var (slice, block) = Math.DivRem(piece, blocking.Blocks);
        var sums = _sums + (blocking.Slices > 1 ? piece : thread) * blocking.BlockSize;
        var (first, end) = (
            slice * blocking.StepsPerSlice, Math.Min(blocking.Steps, (slice + 1) * blocking.StepsPerSlice));
        var (firstPanel, endPanel) = RowPanelsOf(block);
        var (firstColumn, columns) = ColumnsOf(block);
        var panels = blocking.KeepsColumns ? 1 : endPanel - firstPanel;
        for (var panel = firstPanel; panel < endPanel; panel += panels)
        {
            for (var step = first; step < end; step++)
            {
                var (from, depth) = blocking.Step(step);
                var packedB =
                    _packedB
                    + (blocking.SharesColumns ? step * blocking.ColumnBlocks + block % blocking.ColumnBlocks : thread)
                        * blocking.PackedColumnsSize;
                var part = new Part
                {
                    FirstPanel = panel,
                    EndPanel = panel + panels,
                    FirstColumn = firstColumn,
                    Columns = columns,
                    From = from,
                    Depth = depth,
                    Adds = step > first,
                    Finishes = blocking.Slices == 1 && step + 1 == end,
                    PackedB = packedB,
                    Sums = TileOf(sums, panel - firstPanel, 0)
                };
                if (blocking.PacksOnTheWay)
                {
                    // Where this thread probably goes next.
                    var next = step + 1 < end ? (block, step + 1) : (block + WorkerPool.Threads, first);
                    MultiplyColumns(part, next);
                }
                else
                {
                    if (!blocking.SharesColumns)
                        PackColumns(block, from, depth, packedB);
                    MultiplyRows(part);
                }
            }
        }
    }

    private void PackColumns(int block, int from, int depth, T* packed)
    {
        var (first, columns) = ColumnsOf(block);
        for (int x = 0, width; x < columns; x += width)
        {
            width = MicroKernel.PanelWidth<T>(columns - x);
            b.Pack(first + x, Math.Min(width, columns - x), width, from, depth, packed + (long)x * depth);
        }
    }

    /// <summary>
    /// Loops over rows outside and columns inside, so that a panel of A stays in the L1 cache while the panels of B
    /// stream past. Rows that are read in place are prefetched.
    /// </summary>
    private void MultiplyRows(in Part part)
    {
        var shares = Integers.CeilDiv(part.Columns, MicroKernel.Wide<T>());
        for (var i = part.FirstPanel; i < part.EndPanel; i++)
        {
            var panel = PanelOf(part, i);
            var next = a.IsPacked || i + 1 == part.EndPanel ? default : a.RowsInMemory((i + 1) * Rows, part.From);
            for (int x = 0, share = 0, width; x < part.Columns; x += width, share++)
            {
                width = MicroKernel.PanelWidth<T>(part.Columns - x);
                var tile = TileOf(part, i, x, width, out var isFinal);
                var prefetch =
                    !next.IsNone
                        ? Prefetch<T>.Share(next, RowsOf(i + 1), part.Depth, share, shares, part.Depth)
                    : isFinal ? Prefetch<T>.Share(tile.Memory, Rows, width, 0, 1, part.Depth)
                    : Prefetch<T>.None;
                MicroKernel.Multiply(width, part.Depth, panel, part.PackedB + (long)x * part.Depth, tile, prefetch);
                if (part.Finishes && !isFinal)
                    Store(part.FirstColumn, part.Columns, i, x, width, tile.Start);
            }
        }
    }

    /// <summary>
    /// Loops over columns outside and rows inside: the first rows pack a panel of B, which all rows meet while the next
    /// panel is prefetched.
    /// </summary>
    private void MultiplyColumns(in Part part, (int Block, int Step) next)
    {
        var shares = part.EndPanel - part.FirstPanel - 1;
        for (int x = 0, width; x < part.Columns; x += width)
        {
            width = MicroKernel.PanelWidth<T>(part.Columns - x);
            var packed = part.PackedB + (long)x * part.Depth;
            var columns = width <= part.Columns - x
                ? b.ColumnsInMemory(part.FirstColumn + x, part.From)
                : default;
            if (columns.IsNone)
                b.Pack(
                    part.FirstColumn + x, Math.Min(width, part.Columns - x), width, part.From, part.Depth, packed);
            var after = x + width < part.Columns
                ? b.ColumnsInMemory(part.FirstColumn + x + width, part.From)
                : b.ColumnsInMemory(ColumnsOf(next.Block).First, blocking.Step(next.Step).From);
            for (var i = part.FirstPanel; i < part.EndPanel; i++)
            {
                var tile = TileOf(part, i, x, width, out var isFinal);
                var share = i - part.FirstPanel - 1;
                if (share < 0 && !columns.IsNone)
                    MicroKernel.MultiplyAndPack(width, part.Depth, PanelOf(part, i), columns, packed, tile);
                else
                    MicroKernel.Multiply(
                        width, part.Depth, PanelOf(part, i), packed, tile,
                        Prefetch<T>.Share(
                            after, part.Depth, width, Math.Max(0, share), Math.Max(1, shares), part.Depth));
                if (part.Finishes && !isFinal)
                    Store(part.FirstColumn, part.Columns, i, x, width, tile.Start);
            }
        }
    }

    private MicroPanel<T> PanelOf(in Part part, int panel) => a.IsPacked
        ? new(PanelA(panel, part.From, part.Depth), 1L, Rows, Rows)
        : a.MicroPanel(panel * Rows, RowsOf(panel), part.From);

    /// <summary>The place of a tile: the final one in the result if possible, otherwise one among the sums.</summary>
    private Tile<T> TileOf(in Part part, int panel, int x, int width, out bool isFinal)
    {
        var place = part.Finishes && !part.Adds && width <= part.Columns - x && RowsOf(panel) == Rows
            ? epilogue.Place(panel * Rows, part.FirstColumn + x, width)
            : default;
        isFinal = place.Start is not null;
        return isFinal ? place : new(TileOf(part.Sums, panel - part.FirstPanel, x), width, part.Adds);
    }

    private void AddSlices(int block, int thread)
    {
        var total = _sums + block * blocking.BlockSize;
        for (var slice = 1; slice < blocking.Slices; slice++)
            VectorCopy.Add(
                total, _sums + ((long)slice * blocking.Blocks + block) * blocking.BlockSize, total,
                (int)blocking.BlockSize);

        var (firstPanel, endPanel) = RowPanelsOf(block);
        var (firstColumn, columns) = ColumnsOf(block);
        for (var i = firstPanel; i < endPanel; i++)
        {
            for (int x = 0, width; x < columns; x += width)
            {
                width = MicroKernel.PanelWidth<T>(columns - x);
                Store(firstColumn, columns, i, x, width, TileOf(total, i - firstPanel, x));
            }
        }
    }

    private void Store(int firstColumn, int columns, int rowPanel, int x, int width, T* tile) =>
        epilogue.Store(
            rowPanel * Rows, firstColumn + x, RowsOf(rowPanel), Math.Min(width, columns - x), tile, width);

    private T* PanelA(int panel, int from, int depth) =>
        _packedA + ((long)from * blocking.RowPanels + (long)panel * depth) * Rows;

    private T* TileOf(T* sums, int rowPanel, int x) => sums + ((long)rowPanel * blocking.Columns + x) * Rows;

    private int RowsOf(int panel) => Math.Min(Rows, blocking.M - panel * Rows);

    private (int First, int Count) ColumnsOf(int block)
    {
        var first = block % blocking.ColumnBlocks * blocking.Columns;
        return (first, Math.Min(blocking.Columns, blocking.N - first));
    }

    private (int First, int End) RowPanelsOf(int block)
    {
        var first = block / blocking.ColumnBlocks * blocking.RowPanelsPerBlock;
        return (first, Math.Min(blocking.RowPanels, first + blocking.RowPanelsPerBlock));
    }

    /// <summary>One step of the depth for some row panels of a block.</summary>
    private readonly struct Part
    {
        public required int FirstPanel { get; init; }
        public required int EndPanel { get; init; }
        public required int FirstColumn { get; init; }
        public required int Columns { get; init; }
        public required int From { get; init; }
        public required int Depth { get; init; }

        /// <summary>Whether the products are added to the sums of earlier steps.</summary>
        public required bool Adds { get; init; }

        /// <summary>Whether the sums are complete after this step.</summary>
        public required bool Finishes { get; init; }

        /// <summary>The columns at these depths.</summary>
        public required T* PackedB { get; init; }

        /// <summary>The tiles of these row panels.</summary>
        public required T* Sums { get; init; }
    }
}
