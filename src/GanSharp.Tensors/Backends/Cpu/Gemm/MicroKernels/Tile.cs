using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Where a tile of sums is stored, or <paramref name="adds"/> to what is there; its rows are <paramref name="stride"/>
/// elements apart.
/// </summary>
internal readonly unsafe struct Tile<T>(T* start, long stride, bool adds) where T : unmanaged
{
    public T* Start => start;

    public bool Adds => adds;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Row(int row) => start + row * stride;
}
