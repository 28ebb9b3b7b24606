using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// The blocked product C = A·B. All of A is packed once, into panels of a few rows. Each piece of work packs its own block of B, a step
/// of the depth at a time, and multiplies the two, panel by panel; finished tiles go to the sink.
/// </summary>
internal sealed unsafe class Product<T, TA, TB, TSink>(Blocking<T> cut, TA a, TB b, TSink sink)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TA : struct, IPanels<T>
    where TB : struct, IPanels<T>
    where TSink : struct, ISink<T>
{
    private const int PanelsPerPiece = 8;
    private static readonly int Rows = MicroKernel.Rows;

    private T* _packedA, _packedB, _sums;

    private int Steps => Math.Max(1, Blocking<T>.Cut(cut.K, cut.Depth));

    private int PackPieces => Blocking<T>.Cut(cut.RowPanels, PanelsPerPiece);

    public void Run()
    {
        var threads = cut.IsShared ? WorkerPool.Threads : 1;
        using var packedA = new Scratch<T>((long)cut.RowPanels * Rows * cut.K);
        using var packedB = new Scratch<T>(threads * cut.PackedColumnsSize);
        using var sums = new Scratch<T>((cut.Slices > 1 ? cut.Slices * cut.Blocks : threads) * cut.BlockSize);
        _packedA = packedA.Pointer;
        _packedB = packedB.Pointer;
        _sums = sums.Pointer;

        For(Steps * PackPieces, PackRows);
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
        var from = step * cut.Depth;
        var depth = Math.Min(cut.Depth, cut.K - from);
        for (var i = group * PanelsPerPiece; i < Math.Min(cut.RowPanels, (group + 1) * PanelsPerPiece); i++)
            a.Pack(i * Rows, Math.Min(Rows, cut.M - i * Rows), Rows, from, depth, PanelA(i, from, depth));
    }

    private void MultiplyBlock(int piece, int thread)
    {
        var (slice, block) = Math.DivRem(piece, cut.Blocks);
        var packedB = _packedB + thread * cut.PackedColumnsSize;
        var sums = _sums + (cut.Slices > 1 ? piece : thread) * cut.BlockSize;
        var start = slice * cut.DepthPerSlice;
        var end = Math.Min(cut.K, start + cut.DepthPerSlice);
        var from = start;
        do
        {
            var depth = Math.Min(cut.Depth, end - from);
            PackColumns(block, from, depth, packedB);
            MultiplyPanels(block, from, depth, packedB, sums, from > start, cut.Slices == 1 && from + depth == end);
            from += cut.Depth;
        }
        while (from < end);
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

    private void MultiplyPanels(int block, int from, int depth, T* packedB, T* sums, bool add, bool finished)
    {
        var (firstPanel, endPanel) = RowPanelsOf(block);
        var columns = ColumnsOf(block).Count;
        for (int x = 0, width; x < columns; x += width)
        {
            width = PanelWidth(columns - x);
            for (var i = firstPanel; i < endPanel; i++)
            {
                var tile = add || !finished ? Tile(sums, i - firstPanel, x) : sums;
                MicroKernel.Multiply(width, depth, PanelA(i, from, depth), packedB + (long)x * depth, tile, add);
                if (finished)
                    Store(block, i, x, width, tile);
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
                Store(block, i, x, width, Tile(total, i - firstPanel, x));
            }
        }
    }

    private void Store(int block, int rowPanel, int x, int width, T* tile)
    {
        var (first, columns) = ColumnsOf(block);
        sink.Store(rowPanel * Rows, first + x, Math.Min(Rows, cut.M - rowPanel * Rows), Math.Min(width, columns - x), tile, width);
    }

    private T* PanelA(int panel, int from, int depth) => _packedA + ((long)from * cut.RowPanels + (long)panel * depth) * Rows;

    private T* Tile(T* sums, int rowPanel, int x) => sums + ((long)rowPanel * cut.Columns + x) * Rows;

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

    /// <summary>Wide panels as long as one fits, or nearly fits; narrow ones for the rest.</summary>
    private static int PanelWidth(int columns) =>
        columns > MicroKernel.Wide<T>() - MicroKernel.Narrow<T>() ? MicroKernel.Wide<T>() : MicroKernel.Narrow<T>();
}
