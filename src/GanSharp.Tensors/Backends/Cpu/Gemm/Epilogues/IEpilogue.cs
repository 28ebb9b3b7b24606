using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;

/// <summary>The last stage of a product: stores finished tiles in the result.</summary>
internal unsafe interface IEpilogue<T> where T : unmanaged
{
    /// <summary>
    /// Stores the elements of C that start at (<paramref name="row"/>, <paramref name="column"/>); the rows of the tile
    /// are <paramref name="stride"/> elements apart.
    /// </summary>
    void Store(int row, int column, int rows, int columns, T* tile, int stride);

    /// <summary>
    /// The place where the micro-kernel can store a whole tile directly, or add it to values that this method has
    /// written there; the default if the tile must go through <see cref="Store"/> instead. It has
    /// <paramref name="columns"/> columns and starts at (<paramref name="row"/>, <paramref name="column"/>).
    /// </summary>
    Tile<T> Place(int row, int column, int columns);
}
