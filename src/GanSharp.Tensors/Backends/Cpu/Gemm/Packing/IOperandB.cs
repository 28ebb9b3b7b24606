using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>The right operand B of a product, which packs itself into panels for the micro-kernel.</summary>
internal unsafe interface IOperandB<T> where T : unmanaged
{
    /// <summary>
    /// Packs <paramref name="count"/> columns, starting at <paramref name="first"/>, at <paramref name="depth"/>
    /// depths, starting at <paramref name="from"/>: depth by depth, <paramref name="width"/> elements each, zero after
    /// <paramref name="count"/>. Less than a vector after the panel may be overwritten.
    /// </summary>
    void Pack(int first, int count, int width, int from, int depth, T* panel);

    /// <summary>
    /// The columns from <paramref name="first"/> on, from depth <paramref name="from"/> on, in memory; none if the
    /// elements of one depth are not contiguous.
    /// </summary>
    MatrixView<T> ColumnsInMemory(int first, int from);
}
