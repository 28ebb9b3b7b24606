using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>Losses that need only scores, by hand.</summary>
public class ScoreTermTests
{
    private static readonly double[] OnReal = [2, -1, 0.5], OnFake = [0.5, -3, 2];

    [Fact]
    public void Least_squares() => ShouldBe(new LeastSquares(),
        discriminator: (1 + 4 + 0.25 + 0.25 + 9 + 4) / 3,
        generator: (0.25 + 16 + 1) / 3);

    [Fact]
    public void Wasserstein() => ShouldBe(new Wasserstein(),
        discriminator: (0.5 - 3 + 2) / 3 - (2 - 1 + 0.5) / 3,
        generator: (-0.5 + 3 - 2) / 3);

    [Fact]
    public void Hinge() => ShouldBe(new Hinge(),
        discriminator: (0 + 2 + 0.5 + 1.5 + 0 + 3) / 3,
        generator: (-0.5 + 3 - 2) / 3);

    /// <summary>The differences D(x) - D(G(z)) are 1.5, 2 and -1.5.</summary>
    [Fact]
    public void Relativistic() => ShouldBe(new Relativistic(),
        discriminator: (Softplus(-1.5) + Softplus(-2) + Softplus(1.5)) / 3,
        generator: (Softplus(1.5) + Softplus(2) + Softplus(-1.5)) / 3);

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static void ShouldBe(GanTerm term, double discriminator, double generator)
    {
        term.ForDiscriminator(TestSteps.Of(OnReal, OnFake))!.Item().ShouldBe(discriminator, tolerance: 1e-12);
        term.ForGenerator(TestSteps.Of(OnReal, OnFake))!.Item().ShouldBe(generator, tolerance: 1e-12);
        term.ScoresAreLogits.ShouldBeFalse("these scores are not logits, so no probability is shown");
    }
}
