using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>The left operand A of a product, which is packed into panels or read in place.</summary>
internal unsafe interface IOperandA<T> where T : unmanaged
{
    /// <summary>
    /// Whether A is packed. If not, <see cref="MicroPanel"/> is called instead of <see cref="Pack"/>.
    /// </summary>
    bool IsPacked { get; }

    /// <summary>
    /// Packs <paramref name="count"/> rows, starting at <paramref name="first"/>, at <paramref name="depth"/> depths,
    /// starting at <paramref name="from"/>: depth by depth, <paramref name="width"/> elements each, zero after
    /// <paramref name="count"/>.
    /// </summary>
    void Pack(int first, int count, int width, int from, int depth, T* panel);

    /// <summary>
    /// A view of <paramref name="count"/> rows, starting at <paramref name="first"/>, from depth
    /// <paramref name="from"/>.
    /// </summary>
    MicroPanel<T> MicroPanel(int first, int count, int from);

    /// <summary>
    /// The rows from <paramref name="first"/> on, from depth <paramref name="from"/> on, in memory; none if they are
    /// not contiguous or not at equal distances.
    /// </summary>
    MatrixView<T> RowsInMemory(int first, int from);
}
