using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// The division of a product into pieces of work. C is divided into blocks of rows and columns, one piece of work each,
/// that fit the second-level cache. The depth is processed in steps. If C is too small to keep all threads busy, the
/// depth is also divided into slices, which are separate pieces; their sums are added in order. Steps and slices depend
/// on the sizes alone, so the bits of the result depend neither on the number of threads nor on the cache.
/// </summary>
internal readonly unsafe struct Blocking<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest depth of a step, so that a panel of A stays in the L1 cache.</summary>
    public const int MaxDepth = 256;

    /// <summary>The second-level cache for which the slices of the depth are counted, on every machine.</summary>
    private const int UsualCache = 1 << 20;

    /// <summary>Least number of steps for which the depth is divided into slices.</summary>
    private const int ManySteps = 8;

    /// <summary>Most elements of a C whose depth is divided into slices.</summary>
    private const int SmallResult = 1 << 18;

    /// <summary>Number of column panels below which C is divided into rows first.</summary>
    private const int FewPanels = 8;

    /// <summary>Least row panels of a block.</summary>
    private const int LeastRowPanels = 8;

    /// <summary>Least number of multiplications that justifies waking other threads.</summary>
    private const long WorthSharing = 1 << 19;

    /// <summary>The depth of as many segments as fit one step, or of a large one, which takes several steps.</summary>
    private readonly int _segment;

    private readonly int _stepsPerSegment;

    /// <summary>Most bytes of packed columns that stay in the cache.</summary>
    private readonly int _keptBytes;

    /// <summary>
    /// Divides a product. A step of the depth consists of whole segments, or of a part of a large one.
    /// <paramref name="readsColumns"/>: the columns can be read in place.
    /// </summary>
    public Blocking(ProductSize size, bool readsColumns)
        : this(size, readsColumns, SecondLevelCache.Bytes)
    {
    }

    /// <summary>The same, for a second-level cache of so many bytes.</summary>
    internal Blocking(ProductSize size, bool readsColumns, int cache)
    {
        var (m, n, k, segment) = size;
        (M, N, K) = (m, n, k);
        segment = segment == 0 ? k : Math.Min(segment, k);
        _segment = Math.Min(k, segment * Math.Max(1, MaxDepth / Math.Max(1, segment)));
        _stepsPerSegment = Math.Max(1, Integers.CeilDiv(_segment, MaxDepth));
        Depth = Integers.CeilDiv(_segment, _stepsPerSegment);
        Steps = _stepsPerSegment * Math.Max(1, Integers.CeilDiv(k, Math.Max(1, _segment)));
        PacksOnTheWay = readsColumns && Steps > 1;
        IsShared = (long)m * n * k >= WorthSharing;
        RowPanels = Integers.CeilDiv(m, MicroKernel.Rows);

        (Columns, ColumnBlocks, RowPanelsPerBlock, RowBlocks) = BlocksFor(UsualCache);
        StepsPerSlice = Integers.CeilDiv(Steps, Math.Min(Steps, Integers.CeilDiv(WorkerPool.EnoughPieces, Blocks)));
        Slices = Integers.CeilDiv(Steps, StepsPerSlice);
        if (Slices == 1)
            (Columns, ColumnBlocks, RowPanelsPerBlock, RowBlocks) = BlocksFor(cache);
        _keptBytes = cache / 8 * 5;
    }

    public int M { get; }
    public int N { get; }
    public int K { get; }

    /// <summary>Number of steps over the whole depth.</summary>
    public int Steps { get; }

    /// <summary>Depth of all steps but the last ones, at most <see cref="MaxDepth"/>.</summary>
    public int Depth { get; }

    public int StepsPerSlice { get; }
    public int Slices { get; }
    public int RowPanels { get; }
    public int RowPanelsPerBlock { get; }
    public int RowBlocks { get; }

    /// <summary>Columns of a block, a multiple of the wide panel.</summary>
    public int Columns { get; }

    public int ColumnBlocks { get; }
    public int Blocks => RowBlocks * ColumnBlocks;

    /// <summary>
    /// Whether each block packs its columns while it multiplies its first rows, so that packing costs next to nothing.
    /// If all sums of a block come from one step, the result is the larger matrix, and better written row by row.
    /// </summary>
    public bool PacksOnTheWay { get; }

    /// <summary>Whether several blocks use the same columns, which are then packed once in advance.</summary>
    public bool SharesColumns => RowBlocks > 1 && !PacksOnTheWay;

    /// <summary>
    /// Whether all steps of the shared columns fit the L2 cache, so that the row panels can be finished one by one.
    /// </summary>
    public bool KeepsColumns =>
        SharesColumns && ColumnBlocks == 1 && Slices == 1 && Steps * PackedColumnsSize * sizeof(T) <= _keptBytes;

    /// <summary>Elements of a packed block of B, plus a vector that packing may overrun into.</summary>
    public long PackedColumnsSize => (long)Columns * Depth + Scratch<T>.Slack;

    /// <summary>Elements of a block of C, stored as tiles.</summary>
    public long BlockSize => (long)RowPanelsPerBlock * MicroKernel.Rows * Columns;

    /// <summary>Whether there is enough work to wake other threads.</summary>
    public bool IsShared { get; }

    /// <summary>The start and the depth of a step.</summary>
    public (int From, int Depth) Step(int step)
    {
        var (segment, inside) = Math.DivRem(step, _stepsPerSegment);
        var from = segment * _segment + inside * Depth;
        return (from, Math.Min(Math.Min(Depth, _segment - inside * Depth), K - from));
    }

    /// <summary>
    /// The columns and the row panels of a block, and the number of blocks in both directions. The packed columns of a
    /// block fill at most three eighths of the cache, and sums that several steps add to one.
    /// </summary>
    private (int Columns, int ColumnBlocks, int RowPanels, int RowBlocks) BlocksFor(int cache)
    {
        var wide = MicroKernel.Wide<T>();
        var fitting = Math.Max(1, cache / 8 * 3 / (Math.Max(1, Depth) * wide * sizeof(T)));
        var columnPanels = Integers.CeilDiv(N, wide);
        var slicesDepth = Steps >= ManySteps && (long)M * N <= SmallResult;
        // A block of whole rows of C is contiguous in memory.
        var writesRows = Steps == 1 && columnPanels <= fitting;
        var splitsRows = !slicesDepth && (columnPanels < FewPanels || writesRows) && RowPanels > columnPanels;
        var columnPieces =
            slicesDepth || splitsRows ? Integers.CeilDiv(columnPanels, fitting) : WorkerPool.EnoughPieces;
        var columns =
            wide
            * Math.Clamp(
                PacksOnTheWay ? columnPanels / columnPieces : Integers.CeilDiv(columnPanels, columnPieces), 1, fitting);
        var columnBlocks = Integers.CeilDiv(N, columns);
        var rowPieces = Math.Min(
            Integers.CeilDiv(WorkerPool.EnoughPieces, columnBlocks), Integers.CeilDiv(RowPanels, LeastRowPanels));
        var rowPanels = slicesDepth ? RowPanels : Integers.CeilDiv(RowPanels, rowPieces);
        // Each step adds to the sums of a block, which should still be in the cache.
        if (rowPanels < RowPanels && Steps > 1)
            rowPanels = Math.Min(
                rowPanels, Math.Max(LeastRowPanels, cache / 8 / (MicroKernel.Rows * columns * sizeof(T))));
        return (columns, columnBlocks, rowPanels, Integers.CeilDiv(RowPanels, rowPanels));
    }
}
