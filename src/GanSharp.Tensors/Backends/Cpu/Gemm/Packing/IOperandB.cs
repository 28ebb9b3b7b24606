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
    /// Number of cache lines of <paramref name="columns"/> columns at one depth, or 0 if prefetching does not pay.
    /// </summary>
    int LinesOf(int columns);

    /// <summary>
    /// Cache line number <paramref name="line"/> of the columns that start at <paramref name="first"/>, at depth
    /// <paramref name="from"/> and the depths after it.
    /// </summary>
    Prefetch<T> PrefetchOf(int first, int from, int line);
}
