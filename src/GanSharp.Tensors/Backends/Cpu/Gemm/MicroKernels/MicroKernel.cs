using System.Numerics;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// The innermost product: a tile of <see cref="Rows"/> × width, from a micro-panel of A and a packed panel of B. A
/// panel of B is wide (<see cref="Wide{T}"/> columns) or, at the right edge, a smaller number of vectors
/// (<see cref="PanelWidth{T}"/>), at least one (<see cref="Narrow{T}"/>). The instruction set is a constant for the JIT
/// compiler, so the choice costs nothing.
/// </summary>
internal static unsafe class MicroKernel
{
    public static string InstructionSet =>
        MicroKernel512.IsSupported ? "AVX-512"
        : MicroKernel256.IsSupported ? "AVX2"
        : MicroKernel128.IsSupported ? "NEON"
        : "none";

    public static int Rows =>
        MicroKernel512.IsSupported ? MicroKernel512.Rows
        : MicroKernel256.IsSupported ? MicroKernel256.Rows
        : MicroKernel128.IsSupported ? MicroKernel128.Rows
        : MicroKernelScalar.Rows;

    /// <summary>Rows rounded up to whole tiles.</summary>
    public static int WholeTiles(int rows) => Integers.CeilDiv(rows, Rows) * Rows;

    public static int Wide<T>() where T : unmanaged =>
        MicroKernel512.IsSupported ? MicroKernel512.Vectors * Vector512<T>.Count
        : MicroKernel256.IsSupported ? MicroKernel256.Vectors * Vector256<T>.Count
        : MicroKernel128.IsSupported ? MicroKernel128.Vectors * Vector128<T>.Count
        : MicroKernelScalar.Columns;

    public static int Narrow<T>() where T : unmanaged =>
        MicroKernel512.IsSupported ? Vector512<T>.Count
        : MicroKernel256.IsSupported ? Vector256<T>.Count
        : MicroKernel128.IsSupported ? Vector128<T>.Count
        : MicroKernelScalar.Columns;

    /// <summary>
    /// The width of the next panel when <paramref name="columns"/> columns are left: wide ones while one fits or nearly
    /// fits. With AVX-512, one of two vectors ends the row rather than one of one, which waits for its loads: 64
    /// columns are 32 + 32, 80 are 48 + 32.
    /// </summary>
    public static int PanelWidth<T>(int columns) where T : unmanaged
    {
        int wide = Wide<T>(), narrow = Narrow<T>();
        if (columns <= narrow)
            return narrow;
        var isMiddle = MicroKernel512.IsSupported
            && (columns <= 2 * narrow || (columns > wide && columns <= 2 * wide - 2 * narrow));
        return isMiddle ? 2 * narrow : columns > wide - narrow ? wide : narrow;
    }

    /// <summary>tile = a·b, or tile += a·b if it adds. A tile has <paramref name="width"/> columns.</summary>
    public static void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MicroKernel512.IsSupported)
            MicroKernel512.Multiply(width, depth, a, b, tile, prefetch);
        else if (MicroKernel256.IsSupported)
            MicroKernel256.Multiply(width, depth, a, b, tile, prefetch);
        else if (MicroKernel128.IsSupported)
            MicroKernel128.Multiply(width, depth, a, b, tile, prefetch);
        else
            MicroKernelScalar.Multiply(depth, a, b, tile);
    }

    /// <summary>
    /// As <see cref="Multiply"/>, of columns of B that are read in place and packed meanwhile, for the next rows of A.
    /// </summary>
    public static void MultiplyAndPack<T>(
        int width, int depth, in MicroPanel<T> a, MatrixView<T> b, T* packed, in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MicroKernel512.IsSupported)
        {
            MicroKernel512.MultiplyAndPack(width, depth, a, b, packed, tile);
            return;
        }
        VectorCopy.CopyRows(b.Start, b.Stride, width, width, depth, packed);
        Multiply(width, depth, a, packed, tile, Prefetch<T>.None);
    }

    /// <summary>
    /// tile = a·b, or tile += a·b if it adds, where depth d of b is at <c>b + offsets[d]</c>. Without AVX-512 it is
    /// packed into <paramref name="scratch"/> first.
    /// </summary>
    public static void MultiplyInPlace<T>(
        int width, int depth, in MicroPanel<T> a, T* b, long* offsets, T* scratch, in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MicroKernel512.IsSupported)
            MicroKernel512.MultiplyInPlace(width, depth, a, b, offsets, tile);
        else
        {
            VectorCopy.CopyRows(b, offsets, width, width, depth, scratch);
            Multiply(width, depth, a, scratch, tile, Prefetch<T>.None);
        }
    }

    /// <summary>Whether <see cref="MultiplyInPlace"/> does without packing.</summary>
    public static bool ReadsInPlace => MicroKernel512.IsSupported;

    /// <summary>Most rows of A for <see cref="MultiplyHalvesInPlace"/>, or 0 if there is none.</summary>
    public static int HalfRows => ReadsInPlace ? MicroKernel512.Rows / 2 : 0;

    /// <summary>
    /// As <see cref="MultiplyInPlace"/>, of few rows and twice as many columns as a wide panel has: the second half of
    /// the columns belongs to the second half of the rows of a and of the tile.
    /// </summary>
    public static void MultiplyHalvesInPlace<T>(int depth, in MicroPanel<T> a, T* b, long* offsets, in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MicroKernel512.MultiplyHalvesInPlace(depth, a, b, offsets, tile);
}
