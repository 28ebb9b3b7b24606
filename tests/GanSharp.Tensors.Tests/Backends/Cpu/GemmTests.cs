using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public unsafe class GemmTests
{
    private static readonly int[] Sizes = [1, 7, 8, 9, 47, 48, 49, 100];
    private static readonly int[] Depths = [0, 1, 13, 300, 1000];

    public static TheoryData<bool, bool> Transposes =>
        new()
        {
            { false, false }, { false, true }, { true, false }, { true, true },
        };

    [Theory]
    [MemberData(nameof(Transposes))]
    public void A_product_of_singles_matches_the_triple_loop(bool transposeA, bool transposeB)
    {
        foreach (var (m, n, k) in Shapes())
            CheckAgainstLoops<float>(m, n, k, transposeA, transposeB, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Transposes))]
    public void A_product_of_doubles_matches_the_triple_loop(bool transposeA, bool transposeB)
    {
        foreach (var (m, n, k) in Shapes())
            CheckAgainstLoops<double>(m, n, k, transposeA, transposeB, 1e-13);
    }

    [Theory]
    [InlineData(64, 1024, 62)]
    [InlineData(130, 700, 1100)]
    [InlineData(64, 16, 9000)]
    [InlineData(1, 300, 2000)]
    [InlineData(600, 1, 3000)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int m, int n, int k)
    {
        var (a, b) = (Numbers.Of<float>(m * k, 1), Numbers.Of<float>(k * n, 2));
        ThreadCount.ShouldNotMatter(() => Multiply((m, n, k), a, false, b, false, null));
    }

    [Fact]
    public void Nothing_is_done_for_a_matrix_without_elements()
    {
        Multiply<float>((0, 5, 3), [], false, Numbers.Of<float>(15, 1), false, null).ShouldBeEmpty();
        Multiply((5, 0, 3), Numbers.Of<float>(15, 1), false, [], false, null).ShouldBeEmpty();
    }

    /// <summary>Every pair of sizes once, with the depths in turn.</summary>
    private static IEnumerable<(int M, int N, int K)> Shapes()
    {
        var next = 0;
        foreach (var m in Sizes)
        {
            foreach (var n in Sizes)
                yield return (m, n, Depths[next++ % Depths.Length]);
        }
    }

    private static void CheckAgainstLoops<T>(int m, int n, int k, bool transposeA, bool transposeB, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (Numbers.Of<T>(m * k, 1), Numbers.Of<T>(k * n, 2));
        var bias = n % 2 == 0 ? Numbers.Of<T>(n, 4) : null;
        var c = Multiply((m, n, k), a, transposeA, b, transposeB, bias);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = double.CreateChecked(bias?[j] ?? T.Zero);
                for (var p = 0; p < k; p++)
                {
                    sum += double.CreateChecked(a[transposeA ? p * m + i : i * k + p])
                        * double.CreateChecked(b[transposeB ? j * k + p : p * n + j]);
                }
                double.CreateChecked(c[i * n + j]).ShouldBe(sum, tolerance * (1 + k), $"{m}x{n}x{k} at ({i}, {j})");
            }
        }
    }

    private static T[] Multiply<T>(
        (int M, int N, int K) size, T[] a, bool transposeA, T[] b, bool transposeB, T[]? bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (m, n, k) = size;
        var c = new T[m * n];
        fixed (T* pa = a, pb = b, pc = c, pd = bias)
            MatrixProduct.Multiply(new(pa, m, k, transposeA), new(pb, k, n, transposeB), pc, pd);
        return c;
    }
}
