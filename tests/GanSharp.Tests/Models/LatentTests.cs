using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Tests.Models;

public class LatentTests
{
    [Theory]
    [InlineData("62 normal")]
    [InlineData("100 uniform -1 1")]
    [InlineData("1 uniform 0.1 0.30000000000000004")]
    [InlineData("100 truncated-normal 2")]
    [InlineData("62 normal + 10 categorical + 2 uniform -1 1")]
    [InlineData("1 uniform -1e30 1e30")]
    public void Text_survives_a_round_trip(string text) =>
        Latent.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData(
        "",
        "'' is not a latent of 1 to 65536 numbers; write SIZE normal, SIZE truncated-normal LIMIT or SIZE uniform LOW "
        + "HIGH, such as '100 uniform -1 1'; codes follow after a +, such as '+ 10 categorical'")]
    [InlineData("62", "'62' is not a latent of 1 to 65536 numbers; ")]
    [InlineData("0 normal", "'0 normal' is not a latent of 1 to 65536 numbers; ")]
    [InlineData("65537 normal", "'65537 normal' is not a latent of 1 to 65536 numbers; ")]
    [InlineData("62 gauss", "'62 gauss' is not a distribution of noise; ")]
    [InlineData("62 normal 1", "'62 normal 1' is not a distribution of noise; ")]
    [InlineData("62 uniform 1", "'62 uniform 1' is not a distribution of noise; ")]
    [InlineData("62 truncated-normal 0", "'62 truncated-normal 0' is not a distribution of noise; ")]
    [InlineData("62 normal + 10", "'10' is not a latent of 1 to 65536 numbers; ")]
    [InlineData("65536 normal + 1 normal", "'65536 normal + 1 normal' is not a latent of 1 to 65536 numbers; ")]
    [InlineData("62 uniform 1 1", "'62 uniform 1 1' is not a distribution of noise; ")]
    [InlineData("62 uniform 1 x", "'62 uniform 1 x' is not a distribution of noise; ")]
    [InlineData("62 uniform 1 Infinity", "'62 uniform 1 Infinity' is not a distribution of noise; ")]
    public void Bad_text_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => Latent.Parse(text)).Message.ShouldStartWith(message);

    [Fact]
    public void Parts_whose_sum_overflows_are_refused() =>
        Should
            .Throw<GanSharpException>(() => Latent.Parse(string.Join('+', Enumerable.Repeat("65536 normal", 1 << 15))))
            .Message.ShouldContain("is not a latent of 1 to 65536 numbers");

    [Fact]
    public void Noise_has_the_distribution()
    {
        var normal = Draw(new Latent(500));
        normal.Average().ShouldBe(0, tolerance: 0.05);
        normal.Average(value => value * value).ShouldBe(1, tolerance: 0.05);

        var uniform = Draw(new Latent(500, new UniformNoise(-1, 3)));
        uniform.ShouldAllBe(value => value >= -1 && value < 3);
        uniform.Average().ShouldBe(1, tolerance: 0.05);

        static double[] Draw(Latent latent)
        {
            var noise = latent.Draw(20, new RandomStream("latent", 1), DType.F64);
            (noise.Shape, noise.DType).ShouldBe(([20, 500], DType.F64));
            return noise.Values();
        }
    }

    [Theory]
    [InlineData("3 normal", 0.25, 0)]
    [InlineData("3 truncated-normal 2", 0.5, 0)]
    [InlineData("3 uniform 0 1", 0.5, 0.5)]
    [InlineData("3 uniform -1 3", 0.25, 1)]
    public void Truncation_moves_noise_towards_its_mean(string text, double psi, double mean)
    {
        var noise = Latent.Parse(text).Draw(2, new RandomStream("noise", 1));
        Latent.Parse(text).Truncate(noise, psi).Values()
            .ShouldBe(noise.Values().Select(value => mean + psi * (value - mean)), tolerance: 1e-6);
    }

    [Fact]
    public void Truncation_leaves_codes_as_they_are()
    {
        var latent = Latent.Parse("2 normal + 3 categorical + 1 uniform -1 1");
        var noise = latent.Draw(5, new RandomStream("noise", 1));
        var truncated = latent.Truncate(noise, 0.5);
        latent.Parts[0].Of(truncated).Values().ShouldBe((latent.Parts[0].Of(noise) * 0.5).Values());
        foreach (var code in latent.Codes)
            code.Of(truncated).Values().ShouldBe(code.Of(noise).Values());
    }
}
