using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;

/// <summary>The result of a product: takes finished tiles and puts them where they belong.</summary>
internal unsafe interface IEpilogue<T> where T : unmanaged
{
    /// <summary>
    /// Stores the elements of C from (<paramref name="row"/>, <paramref name="column"/>) on; in the tile its rows are
    /// <paramref name="stride"/> apart.
    /// </summary>
    void Store(int row, int column, int rows, int columns, T* tile, int stride);

    /// <summary>
    /// Where a whole tile of <paramref name="columns"/> columns from (<paramref name="row"/>,
    /// <paramref name="column"/>) on may be stored at once, or added to what has been put there now; the default if it
    /// must not.
    /// </summary>
    Tile<T> Place(int row, int column, int columns);
}
