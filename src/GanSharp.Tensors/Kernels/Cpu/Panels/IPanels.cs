namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>An operand of a product, which knows how to lay itself out in panels for the micro-kernel.</summary>
internal unsafe interface IPanels<T> where T : unmanaged
{
    /// <summary>
    /// Writes the rows of A (or columns of B) from <paramref name="first"/> on, <paramref name="count"/> of them, at the depths
    /// (columns of A, rows of B) <paramref name="from"/> to <paramref name="from"/> + <paramref name="depth"/>, depth by depth,
    /// <paramref name="width"/> elements each, zero after <paramref name="count"/>.
    /// Less than a vector after the panel may be overwritten.
    /// </summary>
    void Pack(int first, int count, int width, int from, int depth, T* panel);
}
