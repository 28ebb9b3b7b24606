namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Rows in memory, each contiguous, <paramref name="stride"/> elements apart; none if <paramref name="start"/> is null.
/// </summary>
internal readonly unsafe struct MatrixView<T>(T* start, long stride) where T : unmanaged
{
    public T* Start => start;

    public long Stride => stride;

    public bool IsNone => start is null;

    public MatrixView<T> From(int row) => new(start + row * stride, stride);
}
