using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>
/// The right operand B of a product, which knows how to lay itself out in panels for the micro-kernel.
/// </summary>
internal unsafe interface IOperandB<T> where T : unmanaged
{
    /// <summary>
    /// Writes the columns from <paramref name="first"/> on, <paramref name="count"/> of them, at the depths
    /// <paramref name="from"/> to <paramref name="from"/> + <paramref name="depth"/>, depth by depth,
    /// <paramref name="width"/> elements each, zero after <paramref name="count"/>. Less than a vector after the panel
    /// may be overwritten.
    /// </summary>
    void Pack(int first, int count, int width, int from, int depth, T* panel);

    /// <summary>
    /// How many lines of memory hold one depth of so many columns, if it pays to ask for them ahead; else 0.
    /// </summary>
    int LinesOf(int columns);

    /// <summary>
    /// Line number <paramref name="line"/> of the columns from <paramref name="first"/> on, at the depths from
    /// <paramref name="from"/> on.
    /// </summary>
    Prefetch<T> PrefetchOf(int first, int from, int line);
}
