using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanSharp.Bench;

/// <summary>The peak of one core: multiply-adds in registers, without loads and stores.</summary>
internal static class Peak
{
    private const int Steps = 1_000_000, Rounds = 10;
    private const int Chains = 12;

    public static double GigaFlops() => Machine.GigaFlops(1);

    /// <summary>Computes for a while, by default about 20 ms, and returns the number of operations.</summary>
    public static double Operations(int rounds = Rounds)
    {
        var done = 0d;
        for (var round = 0; round < rounds; round++)
            done += 2d * (Vector512.IsHardwareAccelerated ? Run512() : Run256()) * Chains * Steps;
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run512()
    {
        var x = Vector512.Create(0.5f);
        Vector512<float> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, x);
            b = Vector512.FusedMultiplyAdd(b, x, x);
            c = Vector512.FusedMultiplyAdd(c, x, x);
            d = Vector512.FusedMultiplyAdd(d, x, x);
            e = Vector512.FusedMultiplyAdd(e, x, x);
            f = Vector512.FusedMultiplyAdd(f, x, x);
            g = Vector512.FusedMultiplyAdd(g, x, x);
            h = Vector512.FusedMultiplyAdd(h, x, x);
            i = Vector512.FusedMultiplyAdd(i, x, x);
            j = Vector512.FusedMultiplyAdd(j, x, x);
            k = Vector512.FusedMultiplyAdd(k, x, x);
            l = Vector512.FusedMultiplyAdd(l, x, x);
        }
        return Keep(a + b + c + d + e + f + g + h + i + j + k + l) ? Vector512<float>.Count : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run256()
    {
        var x = Vector256.Create(0.5f);
        Vector256<float> a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, x);
            b = Vector256.FusedMultiplyAdd(b, x, x);
            c = Vector256.FusedMultiplyAdd(c, x, x);
            d = Vector256.FusedMultiplyAdd(d, x, x);
            e = Vector256.FusedMultiplyAdd(e, x, x);
            f = Vector256.FusedMultiplyAdd(f, x, x);
            g = Vector256.FusedMultiplyAdd(g, x, x);
            h = Vector256.FusedMultiplyAdd(h, x, x);
            i = Vector256.FusedMultiplyAdd(i, x, x);
            j = Vector256.FusedMultiplyAdd(j, x, x);
            k = Vector256.FusedMultiplyAdd(k, x, x);
            l = Vector256.FusedMultiplyAdd(l, x, x);
        }
        return Keep(a + b + c + d + e + f + g + h + i + j + k + l) ? Vector256<float>.Count : 0;
    }

    private static bool Keep(Vector512<float> sum) => Vector512.Sum(sum) != 0;

    private static bool Keep(Vector256<float> sum) => Vector256.Sum(sum) != 0;
}
