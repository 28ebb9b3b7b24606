using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// How a product of m × n × k is cut. It depends on the sizes alone, never on the number of threads, and so do the bits of the sums.
/// C is cut into blocks of rows and columns, one piece of work each. The depth k is gone through in steps. When C is too small to
/// occupy the threads the depth is cut into slices too, pieces of their own, whose sums are added in order.
/// </summary>
internal readonly unsafe struct Blocking<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MaxDepth = 512;
    private const int BlockBytes = 384 << 10;
    private const int EnoughPieces = 16;
    private const int LeastRowPanels = 8;
    private const long WorthSharing = 1 << 21;

    public Blocking(int m, int n, int k)
    {
        (M, N, K) = (m, n, k);
        var steps = Math.Max(1, Cut(k, MaxDepth));
        Depth = Cut(k, steps);
        IsShared = (long)m * n * k >= WorthSharing;

        var wide = MicroKernel.Wide<T>();
        var fitting = Math.Max(1, BlockBytes / (Math.Max(1, Depth) * wide * sizeof(T)));
        Columns = wide * Math.Clamp(Cut(Cut(n, wide), EnoughPieces), 1, fitting);
        ColumnBlocks = Cut(n, Columns);

        RowPanels = Cut(m, MicroKernel.Rows);
        RowPanelsPerBlock = Cut(RowPanels, Math.Min(Cut(EnoughPieces, ColumnBlocks), Cut(RowPanels, LeastRowPanels)));
        RowBlocks = Cut(RowPanels, RowPanelsPerBlock);

        DepthPerSlice = Depth * Cut(steps, Math.Min(steps, Cut(EnoughPieces, Blocks)));
        Slices = Math.Max(1, Cut(k, DepthPerSlice));
    }

    public int M { get; }
    public int N { get; }
    public int K { get; }

    /// <summary>Depth of a step: a panel of A then stays in the first-level cache, a block of B in the second.</summary>
    public int Depth { get; }

    public int DepthPerSlice { get; }
    public int Slices { get; }
    public int RowPanels { get; }
    public int RowPanelsPerBlock { get; }
    public int RowBlocks { get; }

    /// <summary>Columns of a block, a multiple of the wide panel.</summary>
    public int Columns { get; }

    public int ColumnBlocks { get; }
    public int Blocks => RowBlocks * ColumnBlocks;

    /// <summary>Elements of a packed block of B, and a vector more that packing may overrun into.</summary>
    public long PackedColumnsSize => (long)Columns * Depth + Scratch<T>.Slack;

    /// <summary>Elements of a block of C, as tiles.</summary>
    public long BlockSize => (long)RowPanelsPerBlock * MicroKernel.Rows * Columns;

    /// <summary>Whether there is work enough to wake other threads for.</summary>
    public bool IsShared { get; }

    public static int Cut(int count, int size) => size == 0 ? 0 : (count + size - 1) / size;
}
