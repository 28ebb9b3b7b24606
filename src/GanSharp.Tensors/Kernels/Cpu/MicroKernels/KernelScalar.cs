using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Any other processor: 4 rows × 2 columns in plain arithmetic.</summary>
internal static unsafe class KernelScalar
{
    public const int Rows = 4;
    public const int Columns = 2;

    public static void Multiply<T>(int depth, T* a, T* b, T* tile, bool add) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T r00 = T.Zero, r01 = T.Zero, r10 = T.Zero, r11 = T.Zero, r20 = T.Zero, r21 = T.Zero, r30 = T.Zero, r31 = T.Zero;
        for (var end = a + depth * Rows; a < end; a += Rows, b += Columns)
        {
            T x = b[0], y = b[1];
            r00 += a[0] * x;
            r01 += a[0] * y;
            r10 += a[1] * x;
            r11 += a[1] * y;
            r20 += a[2] * x;
            r21 += a[2] * y;
            r30 += a[3] * x;
            r31 += a[3] * y;
        }
        ReadOnlySpan<T> sums = [r00, r01, r10, r11, r20, r21, r30, r31];
        for (var i = 0; i < sums.Length; i++)
            tile[i] = add ? tile[i] + sums[i] : sums[i];
    }
}
