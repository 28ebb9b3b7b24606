using System.Numerics;
using System.Runtime.Intrinsics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// The innermost product: a tile of <see cref="Rows"/> × width from a strip of A and a packed panel of B. A panel of B is wide
/// (<see cref="Wide{T}"/> columns) or, at the right edge, narrow (<see cref="Narrow{T}"/> columns, one vector). The instruction set is
/// a constant to the just-in-time compiler, so the choice costs nothing.
/// </summary>
internal static unsafe class MicroKernel
{
    public static string InstructionSet =>
        Kernel512.IsSupported ? "AVX-512"
        : Kernel256.IsSupported ? "AVX2"
        : Kernel128.IsSupported ? "NEON"
        : "none";

    public static int Rows =>
        Kernel512.IsSupported ? Kernel512.Rows
        : Kernel256.IsSupported ? Kernel256.Rows
        : Kernel128.IsSupported ? Kernel128.Rows
        : KernelScalar.Rows;

    public static int Wide<T>() where T : unmanaged =>
        Kernel512.IsSupported ? Kernel512.Vectors * Vector512<T>.Count
        : Kernel256.IsSupported ? Kernel256.Vectors * Vector256<T>.Count
        : Kernel128.IsSupported ? Kernel128.Vectors * Vector128<T>.Count
        : KernelScalar.Columns;

    public static int Narrow<T>() where T : unmanaged =>
        Kernel512.IsSupported ? Vector512<T>.Count
        : Kernel256.IsSupported ? Vector256<T>.Count
        : Kernel128.IsSupported ? Vector128<T>.Count
        : KernelScalar.Columns;

    /// <summary>tile = a·b, or tile += a·b. A tile has <paramref name="width"/> columns.</summary>
    public static void Multiply<T>(int width, int depth, in Strip<T> a, T* b, in Tile<T> tile, Ahead<T> ahead)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Kernel512.IsSupported)
            Kernel512.Multiply(width, depth, a, b, tile, ahead);
        else if (Kernel256.IsSupported)
            Kernel256.Multiply(width, depth, a, b, tile, ahead);
        else if (Kernel128.IsSupported)
            Kernel128.Multiply(width, depth, a, b, tile, ahead);
        else
            KernelScalar.Multiply(depth, a, b, tile);
    }
}
