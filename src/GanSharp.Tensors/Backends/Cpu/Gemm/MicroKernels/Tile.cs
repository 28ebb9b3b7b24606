using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// The destination of a tile of sums, whose rows are <paramref name="stride"/> elements apart. If
/// <paramref name="adds"/> is true, the sums are added to the values there.
/// </summary>
internal readonly unsafe struct Tile<T>(T* start, long stride, bool adds) where T : unmanaged
{
    public T* Start => start;

    public bool Adds => adds;

    public MatrixView<T> Memory => new(start, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int row) => start + row * stride;
}
