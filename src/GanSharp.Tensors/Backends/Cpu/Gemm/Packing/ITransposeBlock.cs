using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>A block of a matrix that is transposed in registers.</summary>
internal unsafe interface ITransposeBlock
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>
    /// to[j, i] = from[i, j] + added[j], or without the last term if <paramref name="added"/> is null. Rows are
    /// <paramref name="stride"/> and <paramref name="toStride"/> elements apart.
    /// </summary>
    static abstract void Transpose(float* from, long stride, float* to, long toStride, float* added);
}

/// <summary>4 × 4, in registers of 128 bits.</summary>
internal readonly unsafe struct Block4x4 : ITransposeBlock
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static bool IsSupported => Sse.IsSupported || AdvSimd.Arm64.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long stride, float* to, long toStride, float* added)
    {
        var (a, b) = (Vector128.Load(from), Vector128.Load(from + stride));
        var (c, d) = (Vector128.Load(from + 2 * stride), Vector128.Load(from + 3 * stride));
        if (added is not null)
        {
            var row = Vector128.Load(added);
            (a, b, c, d) = (a + row, b + row, c + row, d + row);
        }
        var (ac0, ac1, bd0, bd1) = (Low(a, c), High(a, c), Low(b, d), High(b, d));
        Low(ac0, bd0).Store(to);
        High(ac0, bd0).Store(to + toStride);
        Low(ac1, bd1).Store(to + 2 * toStride);
        High(ac1, bd1).Store(to + 3 * toStride);
    }

    /// <summary>The first halves of both, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>The second halves of both, element by element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}

/// <summary>8 × 4, in registers of 256 bits: the upper halves hold the last 4 rows.</summary>
internal readonly unsafe struct Block8x4 : ITransposeBlock
{
    public static int Rows => 8;

    public static int Columns => 4;

    public static bool IsSupported => Avx.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* from, long stride, float* to, long toStride, float* added)
    {
        var (a, b) = (Pair(from, stride), Pair(from + stride, stride));
        var (c, d) = (Pair(from + 2 * stride, stride), Pair(from + 3 * stride, stride));
        if (added is not null)
        {
            var row = Vector256.Create(Vector128.Load(added));
            (a, b, c, d) = (a + row, b + row, c + row, d + row);
        }
        var (ac0, ac1) = (Avx.UnpackLow(a, c), Avx.UnpackHigh(a, c));
        var (bd0, bd1) = (Avx.UnpackLow(b, d), Avx.UnpackHigh(b, d));
        Avx.UnpackLow(ac0, bd0).Store(to);
        Avx.UnpackHigh(ac0, bd0).Store(to + toStride);
        Avx.UnpackLow(ac1, bd1).Store(to + 2 * toStride);
        Avx.UnpackHigh(ac1, bd1).Store(to + 3 * toStride);
    }

    /// <summary>Two rows, 4 apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* from, long stride) =>
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + 4 * stride));
}

/// <summary>16 × 16, in registers of 512 bits: every row read and written is a cache line.</summary>
internal readonly unsafe struct Block16x16 : ITransposeBlock
{
    public static int Rows => 16;

    public static int Columns => 16;

    public static bool IsSupported => Avx512F.IsSupported;

    public static void Transpose(float* from, long stride, float* to, long toStride, float* added)
    {
        var a = new Four(from, stride, added);
        var b = new Four(from + 4 * stride, stride, added);
        var c = new Four(from + 8 * stride, stride, added);
        var d = new Four(from + 12 * stride, stride, added);
        StoreLanes(a.X, b.X, c.X, d.X, to, toStride);
        StoreLanes(a.Y, b.Y, c.Y, d.Y, to + toStride, toStride);
        StoreLanes(a.Z, b.Z, c.Z, d.Z, to + 2 * toStride, toStride);
        StoreLanes(a.W, b.W, c.W, d.W, to + 3 * toStride, toStride);
    }

    /// <summary>Stores the first lanes of all as a row, the second ones as the fourth row after it, etc.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLanes(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to, long toStride)
    {
        const byte Lower = 0b_01_00_01_00, Upper = 0b_11_10_11_10, Even = 0b_10_00_10_00, Odd = 0b_11_01_11_01;
        var (ab0, ab1) = (Avx512F.Shuffle4x128(a, b, Lower), Avx512F.Shuffle4x128(a, b, Upper));
        var (cd0, cd1) = (Avx512F.Shuffle4x128(c, d, Lower), Avx512F.Shuffle4x128(c, d, Upper));
        Avx512F.Shuffle4x128(ab0, cd0, Even).Store(to);
        Avx512F.Shuffle4x128(ab0, cd0, Odd).Store(to + 4 * toStride);
        Avx512F.Shuffle4x128(ab1, cd1, Even).Store(to + 8 * toStride);
        Avx512F.Shuffle4x128(ab1, cd1, Odd).Store(to + 12 * toStride);
    }

    /// <summary>Four rows, each square of 4 × 4 transposed: lane l of X, Y, Z and W is column 4l, 4l + 1, ...</summary>
    private readonly struct Four
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four(float* from, long stride, float* added)
        {
            var (a, b) = (Vector512.Load(from), Vector512.Load(from + stride));
            var (c, d) = (Vector512.Load(from + 2 * stride), Vector512.Load(from + 3 * stride));
            if (added is not null)
            {
                var row = Vector512.Load(added);
                (a, b, c, d) = (a + row, b + row, c + row, d + row);
            }
            var (ac0, ac1) = (Avx512F.UnpackLow(a, c), Avx512F.UnpackHigh(a, c));
            var (bd0, bd1) = (Avx512F.UnpackLow(b, d), Avx512F.UnpackHigh(b, d));
            (X, Y) = (Avx512F.UnpackLow(ac0, bd0), Avx512F.UnpackHigh(ac0, bd0));
            (Z, W) = (Avx512F.UnpackLow(ac1, bd1), Avx512F.UnpackHigh(ac1, bd1));
        }

        public Vector512<float> X { get; }
        public Vector512<float> Y { get; }
        public Vector512<float> Z { get; }
        public Vector512<float> W { get; }
    }
}
