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
                if (!blocking.SharesColumns)
                    PackColumns(block, from, depth, packedB);
                var part = new Part(
                    Block: block, FirstPanel: panel, EndPanel: panel + panels, From: from, Depth: depth,
                    Adds: step > first, Finishes: blocking.Slices == 1 && step + 1 == end);
                var next =
                    step + 1 < end
                        ? (block, blocking.Step(step + 1).From)
                        : (block + WorkerPool.Threads, blocking.Step(first).From);
                MultiplyPanels(part, packedB, sums, next);
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
    /// stream past.
    /// </summary>
    private void MultiplyPanels(Part part, T* packedB, T* sums, (int Block, int From) next)
    {
        var (block, firstPanel, endPanel, from, depth, adds, finishes) = part;
        var (firstColumn, columns) = ColumnsOf(block);
        var nextColumn = ColumnsOf(next.Block).First;
        var lines = blocking.SharesColumns || next.Block >= blocking.Blocks ? 0 : b.LinesOf(columns);
        for (int i = firstPanel, line = 0; i < endPanel; i++)
        {
            var panel = a.IsPacked
                ? new(PanelA(i, from, depth), 1L, Rows, Rows)
                : a.MicroPanel(i * Rows, RowsOf(i), from);
            for (int x = 0, width; x < columns; x += width, line++)
            {
                width = MicroKernel.PanelWidth<T>(columns - x);
                var prefetch = line < lines ? b.PrefetchOf(nextColumn, next.From, line) : new(packedB, 0);
                var place =
                    finishes && !adds && width <= columns - x && RowsOf(i) == Rows
                        ? epilogue.Place(i * Rows, firstColumn + x, width)
                        : default;
                var tile = place.Start is not null
                    ? place
                    : new(TileOf(sums, i - RowPanelsOf(block).First, x), width, adds);
                MicroKernel.Multiply(width, depth, panel, packedB + (long)x * depth, tile, prefetch);
                if (finishes && place.Start is null)
                    Store(block, i, x, width, tile.Start);
            }
        }
    }

    private void AddSlices(int block, int thread)
    {
        var total = _sums + block * blocking.BlockSize;
        for (var slice = 1; slice < blocking.Slices; slice++)
            VectorCopy.Add(
                total, _sums + ((long)slice * blocking.Blocks + block) * blocking.BlockSize, total,
                (int)blocking.BlockSize);

        var (firstPanel, endPanel) = RowPanelsOf(block);
        var columns = ColumnsOf(block).Count;
        for (var i = firstPanel; i < endPanel; i++)
        {
            for (int x = 0, width; x < columns; x += width)
            {
                width = MicroKernel.PanelWidth<T>(columns - x);
                Store(block, i, x, width, TileOf(total, i - firstPanel, x));
            }
        }
    }

    private void Store(int block, int rowPanel, int x, int width, T* tile)
    {
        var (first, columns) = ColumnsOf(block);
        epilogue.Store(rowPanel * Rows, first + x, RowsOf(rowPanel), Math.Min(width, columns - x), tile, width);
    }

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

    /// <summary>
    /// One step of the depth for some row panels of a block. <paramref name="Adds"/>: the products are added to the
    /// sums of earlier steps. <paramref name="Finishes"/>: the sums are complete after this step.
    /// </summary>
    private readonly record struct Part(
        int Block, int FirstPanel, int EndPanel, int From, int Depth, bool Adds, bool Finishes);
}
