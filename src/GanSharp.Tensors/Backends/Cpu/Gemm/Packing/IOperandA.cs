using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>The left operand A of a product: it is packed into panels, or read where it lies.</summary>
internal unsafe interface IOperandA<T> where T : unmanaged
{
    /// <summary>
    /// Whether it must be packed; if not, <see cref="MicroPanel"/> is called instead of <see cref="Pack"/>.
    /// </summary>
    bool IsPacked { get; }

    /// <summary>
    /// Writes the rows from <paramref name="first"/> on, <paramref name="count"/> of them, at the depths
    /// <paramref name="from"/> to <paramref name="from"/> + <paramref name="depth"/>, depth by depth,
    /// <paramref name="width"/> elements each, zero after <paramref name="count"/>.
    /// </summary>
    void Pack(int first, int count, int width, int from, int depth, T* panel);

    /// <summary>
    /// The rows from <paramref name="first"/> on, <paramref name="count"/> of them, at the depths from
    /// <paramref name="from"/> on.
    /// </summary>
    MicroPanel<T> MicroPanel(int first, int count, int from);
}
