using System.Security.Cryptography;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>Compares whole registers of random numbers with the same numbers computed block by block.</summary>
public class RandomFillTests
{
    private const ulong Key = 0x299F31D0_A4093822;

    /// <summary>
    /// Even and odd starts, and starts for which the blocks of one register carry into the upper half of the counter.
    /// </summary>
    public static TheoryData<ulong> Starts => [0, 1, 13, 0xFFFF_FFFD, 0x1234_FFFF_FFFE];

    [Theory, MemberData(nameof(Starts))]
    public void Uniform_singles_are_the_words_of_the_blocks(ulong start)
    {
        foreach (var count in Enumerable.Range(0, 101).Append(10_007))
        {
            var y = Tensor.Empty([count], DType.F32);

            y.Backend.FillUniform(y, new(Key, start), -0.7, 2.1);

            var expected = Words(start)
                .Take(count)
                .Select(word => -0.7f + (float)(2.1 + 0.7) * ((word >> 8) / 16777216f));
            y.ToArray<float>().ShouldBe(expected, $"{count} numbers");
        }
    }

    [Theory, MemberData(nameof(Starts))]
    public void Uniform_doubles_are_pairs_of_words(ulong start)
    {
        foreach (var count in Enumerable.Range(0, 101).Append(10_007))
        {
            var y = Tensor.Empty([count], DType.F64);

            y.Backend.FillUniform(y, new(Key, start), -0.7, 2.1);

            var expected = Words(start)
                .Chunk(2)
                .Take(count)
                .Select(pair => -0.7 + (2.1 + 0.7) * (((ulong)pair[0] << 32 | pair[1]) >> 11) / 9007199254740992.0);
            y.ToArray<double>().ShouldBe(expected, 1e-15, $"{count} numbers");
        }
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void A_mask_compares_the_uniform_numbers_at_its_position(DType dtype)
    {
        var (uniform, mask) = (Tensor.Empty([5003], dtype), Tensor.Empty([5003], dtype));

        uniform.Backend.FillUniform(uniform, new(Key, 7), 0, 1);
        mask.Backend.FillMask(mask, new(Key, 7), 0.2);

        mask.ToArray<double>().ShouldBe(uniform.ToArray<double>().Select(u => u < 0.2 ? 0 : 1.25));
    }

    [Theory]
    [InlineData(DType.F32, 3e-7)]
    [InlineData(DType.F64, 1e-14)]
    public void Normal_numbers_are_the_transform_of_uniform_ones(DType dtype, double tolerance)
    {
        var (uniform, normal) = (Tensor.Empty([50_001], dtype), Tensor.Empty([50_001], dtype));

        uniform.Backend.FillUniform(uniform, new(Key, 3), 0, 1);
        normal.Backend.FillNormal(normal, new(Key, 3), 0, 1);

        var (u, g) = (uniform.ToArray<double>(), normal.ToArray<double>());
        var worst = 0.0;
        for (var i = 0; i + 1 < u.Length; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - u[i]));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * u[i + 1]);
            worst = Math.Max(
                worst, Math.Max(Math.Abs(g[i] - radius * cosine), Math.Abs(g[i + 1] - radius * sine)) / radius);
        }
        worst.ShouldBeInRange(0, tolerance);
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void The_beginning_of_a_draw_does_not_depend_on_its_length(DType dtype)
    {
        var many = Normals(100, dtype);

        for (var count = 0; count < 100; count++)
            Normals(count, dtype).ShouldBe(many[..count], $"{count} numbers");
    }

    /// <summary>
    /// Initial weights and noise are the same on every processor, with or without vector instructions.
    /// </summary>
    [Theory]
    [InlineData(DType.F32, "F127E634C2281D45")]
    [InlineData(DType.F64, "1A92F3F5CC159488")]
    public void The_bits_of_normal_numbers_are_the_same_everywhere(DType dtype, string digest)
    {
        var bytes = Normals(4096, dtype).SelectMany(BitConverter.GetBytes).ToArray();

        Convert.ToHexString(SHA256.HashData(bytes))[..16].ShouldBe(digest);
    }

    private static double[] Normals(int count, DType dtype)
    {
        var y = Tensor.Empty([count], dtype);
        y.Backend.FillNormal(y, new(Key, 11), 0.5, 2);
        return y.ToArray<double>();
    }

    private static IEnumerable<uint> Words(ulong start)
    {
        for (var counter = start; ; counter++)
        {
            var (x, y, z, w) = Philox.Block(Key, counter);
            foreach (var word in (uint[])[x, y, z, w])
                yield return word;
        }
    }
}
