using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>
/// Transposes 4 columns of 4 rows for each 128-bit lane of a register. Lane l holds rows 4l to 4l + 3 in turn, so a
/// transposed row is one register.
/// </summary>
internal unsafe interface ITransposeLanes
{
    static abstract int Count { get; }

    static abstract void Transpose(float* from, long stride, float* to, long toStride);
}

/// <summary>4 rows.</summary>
internal readonly unsafe struct OneLane : ITransposeLanes
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long stride, float* to, long toStride) =>
        VectorCopy.TransposeBlock(from, stride, to, to + toStride, to + 2 * toStride, to + 3 * toStride);
}

/// <summary>8 rows.</summary>
internal readonly unsafe struct TwoLanes : ITransposeLanes
{
    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long stride, float* to, long toStride)
    {
        var (a, b) = (Rows(from, stride), Rows(from + stride, stride));
        var (c, d) = (Rows(from + 2 * stride, stride), Rows(from + 3 * stride, stride));
        var (ac0, ac1) = (Avx.UnpackLow(a, c), Avx.UnpackHigh(a, c));
        var (bd0, bd1) = (Avx.UnpackLow(b, d), Avx.UnpackHigh(b, d));
        Avx.UnpackLow(ac0, bd0).Store(to);
        Avx.UnpackHigh(ac0, bd0).Store(to + toStride);
        Avx.UnpackLow(ac1, bd1).Store(to + 2 * toStride);
        Avx.UnpackHigh(ac1, bd1).Store(to + 3 * toStride);
    }

    /// <summary>Every fourth row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rows(float* from, long stride) =>
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + 4 * stride));
}

/// <summary>16 rows.</summary>
internal readonly unsafe struct FourLanes : ITransposeLanes
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long stride, float* to, long toStride)
    {
        var (a, b) = (Rows(from, stride), Rows(from + stride, stride));
        var (c, d) = (Rows(from + 2 * stride, stride), Rows(from + 3 * stride, stride));
        var (ac0, ac1) = (Avx512F.UnpackLow(a, c), Avx512F.UnpackHigh(a, c));
        var (bd0, bd1) = (Avx512F.UnpackLow(b, d), Avx512F.UnpackHigh(b, d));
        Avx512F.UnpackLow(ac0, bd0).Store(to);
        Avx512F.UnpackHigh(ac0, bd0).Store(to + toStride);
        Avx512F.UnpackLow(ac1, bd1).Store(to + 2 * toStride);
        Avx512F.UnpackHigh(ac1, bd1).Store(to + 3 * toStride);
    }

    /// <summary>Every fourth row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rows(float* from, long stride) =>
        Vector512.Create(TwoLanes.Rows(from, stride), TwoLanes.Rows(from + 8 * stride, stride));
}
