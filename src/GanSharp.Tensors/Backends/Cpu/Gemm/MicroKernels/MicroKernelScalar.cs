using System.Numerics;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>Any other processor: 4 rows × 2 columns in plain arithmetic.</summary>
internal static unsafe class MicroKernelScalar
{
    public const int Rows = 4;
    public const int Columns = 2;

    public static void Multiply<T>(int depth, in MicroPanel<T> a, T* b, in Tile<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T r00 = T.Zero,
            r01 = T.Zero, r10 = T.Zero, r11 = T.Zero, r20 = T.Zero, r21 = T.Zero, r30 = T.Zero, r31 = T.Zero;
        T* a0 = a.Row(0), a1 = a.Row(1), a2 = a.Row(2), a3 = a.Row(3);
        var d = (nint)0;
        for (int left = depth, run; left > 0; left -= run, d += a.Gap)
        {
            run = Math.Min(left, a.Segment);
            for (var i = 0; i < run; i++, b += Columns, d += a.DepthStride)
            {
                T x = b[0], y = b[1];
                r00 += a0[d] * x;
                r01 += a0[d] * y;
                r10 += a1[d] * x;
                r11 += a1[d] * y;
                r20 += a2[d] * x;
                r21 += a2[d] * y;
                r30 += a3[d] * x;
                r31 += a3[d] * y;
            }
        }
        ReadOnlySpan<T> sums = [r00, r01, r10, r11, r20, r21, r30, r31];
        for (var i = 0; i < sums.Length; i++)
        {
            var to = tile.Row(i / Columns) + i % Columns;
            *to = tile.Adds ? *to + sums[i] : sums[i];
        }
    }
}
