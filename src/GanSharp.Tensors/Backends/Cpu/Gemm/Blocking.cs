using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// How a product of m × n × k is cut. It depends on the sizes alone, never on the number of threads, and so do the
/// bits of the sums. C is cut into blocks of rows and columns, one piece of work each. The depth k is gone through in
/// steps. When C is too small to occupy the threads the depth is cut into slices too, pieces of their own, whose sums
/// are added in order.
/// </summary>
internal readonly unsafe struct Blocking<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Greatest depth of a step: a panel of A then stays in the first-level cache, a block of B in the second.
    /// </summary>
    public const int MaxDepth = 256;

    private const int BlockBytes = 384 << 10;
    private const int SumBytes = 128 << 10;
    private const int KeptBytes = 640 << 10;
    private const int EnoughPieces = 16;
    private const int ManySteps = 8;
    private const int SmallResult = 1 << 18;
    private const int FewPanels = 8;
    private const int LeastRowPanels = 8;
    private const long WorthSharing = 1 << 19;

    private readonly int _segment, _stepsPerSegment;

    /// <summary>
    /// Cuts m × n × k. No step of the depth crosses from one <paramref name="segment"/> of it to the next.
    /// </summary>
    public Blocking(int m, int n, int k, int segment)
    {
        (M, N, K, _segment) = (m, n, k, Math.Min(segment, k));
        _stepsPerSegment = Math.Max(1, Integers.CeilDiv(_segment, MaxDepth));
        Depth = Integers.CeilDiv(_segment, _stepsPerSegment);
        Steps = _stepsPerSegment * Math.Max(1, Integers.CeilDiv(k, _segment));
        IsShared = (long)m * n * k >= WorthSharing;

        var wide = MicroKernel.Wide<T>();
        var fitting = Math.Max(1, BlockBytes / (Math.Max(1, Depth) * wide * sizeof(T)));
        var columnPanels = Integers.CeilDiv(n, wide);
        RowPanels = Integers.CeilDiv(m, MicroKernel.Rows);
        var cutsDepth = Steps >= ManySteps && (long)m * n <= SmallResult;
        // Rows that are written as a whole are neighbours in memory.
        var writesRows = Steps == 1 && columnPanels <= fitting;
        var cutsRows = !cutsDepth && (columnPanels < FewPanels || writesRows) && RowPanels > columnPanels;
        Columns =
            wide
            * Math.Clamp(
                Integers.CeilDiv(
                    columnPanels, cutsDepth || cutsRows ? Integers.CeilDiv(columnPanels, fitting) : EnoughPieces),
                1, fitting);
        ColumnBlocks = Integers.CeilDiv(n, Columns);
        var rowPieces = Math.Min(
            Integers.CeilDiv(EnoughPieces, ColumnBlocks), Integers.CeilDiv(RowPanels, LeastRowPanels));
        RowPanelsPerBlock = cutsDepth ? RowPanels : Integers.CeilDiv(RowPanels, rowPieces);
        // Each step adds to the sums of a block, which should still be near then.
        if (RowPanelsPerBlock < RowPanels && Steps > 1)
            RowPanelsPerBlock = Math.Min(
                RowPanelsPerBlock, Math.Max(LeastRowPanels, SumBytes / (MicroKernel.Rows * Columns * sizeof(T))));
        RowBlocks = Integers.CeilDiv(RowPanels, RowPanelsPerBlock);

        StepsPerSlice = Integers.CeilDiv(Steps, Math.Min(Steps, Integers.CeilDiv(EnoughPieces, Blocks)));
        Slices = Integers.CeilDiv(Steps, StepsPerSlice);
    }

    public int M { get; }
    public int N { get; }
    public int K { get; }

    /// <summary>How many steps the whole depth is gone through in.</summary>
    public int Steps { get; }

    /// <summary>Depth of all steps but the last of a segment, at most <see cref="MaxDepth"/>.</summary>
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

    /// <summary>Whether several pieces need the same columns, which are then packed once, before.</summary>
    public bool SharesColumns => RowBlocks > 1;

    /// <summary>
    /// Whether all steps of shared columns fit the second-level cache, so that rows may be finished one after the
    /// other.
    /// </summary>
    public bool KeepsColumns =>
        SharesColumns && ColumnBlocks == 1 && Slices == 1 && Steps * PackedColumnsSize * sizeof(T) <= KeptBytes;

    /// <summary>Elements of a packed block of B, and a vector more that packing may overrun into.</summary>
    public long PackedColumnsSize => (long)Columns * Depth + Scratch<T>.Slack;

    /// <summary>Elements of a block of C, as tiles.</summary>
    public long BlockSize => (long)RowPanelsPerBlock * MicroKernel.Rows * Columns;

    /// <summary>Whether there is work enough to wake other threads for.</summary>
    public bool IsShared { get; }

    /// <summary>Where a step begins, and its depth.</summary>
    public (int From, int Depth) Step(int step)
    {
        var (segment, inside) = Math.DivRem(step, _stepsPerSegment);
        return (segment * _segment + inside * Depth, Math.Min(Depth, _segment - inside * Depth));
    }
}
