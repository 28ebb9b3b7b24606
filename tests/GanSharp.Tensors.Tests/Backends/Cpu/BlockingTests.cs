using System.Globalization;
using System.Runtime.Intrinsics.X86;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

public unsafe class BlockingTests
{
    private const int Usual = 1 << 20;
    private static readonly int[] Caches = [256 << 10, 512 << 10, 2 << 20, 4 << 20];

    // Rows first, columns first, several steps, slices of the depth.
    public static TheoryData<int, int, int> Products =>
        new()
        {
            { 3000, 100, 200 }, { 100, 5000, 200 }, { 300, 2000, 700 }, { 64, 100, 9000 }, { 8, 4000, 3000 },
        };

    [Theory]
    [MemberData(nameof(Products))]
    public void The_bits_of_a_product_do_not_depend_on_the_cache(int m, int n, int k)
    {
        var (a, b) = (Numbers.Of<float>(m * k, 1), Numbers.Of<float>(k * n, 2));
        var usual = Multiply(Usual);
        foreach (var cache in Caches)
            Multiply(cache).ShouldBe(usual);

        float[] Multiply(int cache)
        {
            var c = new float[m * n];
            fixed (float* pa = a, pb = b, pc = c)
            {
                var (left, right) = (new Matrix<float>(pa, m, k).AsLeft, new Matrix<float>(pb, k, n).AsRight);
                new BlockedProduct<float, MatrixPanels<float>, MatrixPanels<float>, MatrixEpilogue<float>>(
                    new(new(m, n, k), readsColumns: true, cache), left, right, new(pc, n, null)).Run();
            }
            return c;
        }
    }

    [Fact]
    public void A_block_of_columns_grows_with_the_cache_and_leaves_room_in_it()
    {
        var bytes = Caches.Select(cache => BlockBytes(cache) / (double)cache).ToArray();
        bytes.ShouldAllBe(share => share > 0.2 && share <= 0.375);

        static long BlockBytes(int cache)
        {
            var blocking = new Blocking<float>(new(M: 2000, N: 100_000, K: 200), readsColumns: true, cache);
            return (long)blocking.Columns * blocking.Depth * sizeof(float);
        }
    }

    [Fact]
    public void The_cache_is_the_one_that_the_system_reports()
    {
        const string File = "/sys/devices/system/cpu/cpu0/cache/index2/size";
        Assert.SkipUnless(X86Base.IsSupported && System.IO.File.Exists(File), "the caches are not known");
        var kibibytes = int.Parse(System.IO.File.ReadAllText(File).Trim().TrimEnd('K'), CultureInfo.InvariantCulture);
        SecondLevelCache.Bytes.ShouldBe(Math.Clamp(kibibytes << 10, 256 << 10, 4 << 20));
    }
}
