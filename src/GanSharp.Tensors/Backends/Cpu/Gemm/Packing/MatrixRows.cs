using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>
/// A row-major matrix as A, read in place: faster than packing if every row is used only a few times.
/// </summary>
internal readonly unsafe struct MatrixRows<T>(T* matrix, int width) : IOperandA<T> where T : unmanaged
{
    public bool IsPacked => false;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
    }

    public MicroPanel<T> MicroPanel(int first, int count, int from) =>
        new(matrix + (long)first * width + from, width, 1, count);

    public MatrixView<T> RowsInMemory(int first, int from) => new(matrix + (long)first * width + from, width);
}
