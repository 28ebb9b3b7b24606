using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>The two forms of the original GAN's loss, by hand: σ(0) = 1/2, σ(ln 3) = 3/4, σ(-ln 3) = 1/4.</summary>
public class CrossEntropyTermTests
{
    private static readonly double Ln3 = Math.Log(3);

    public static TheoryData<GanTerm> Both => [new NonSaturating(), new Minimax()];

    [Theory, MemberData(nameof(Both), DisableDiscoveryEnumeration = true)]
    public void The_discriminator_minimises_the_cross_entropy_of_real_and_fake(GanTerm term)
    {
        var step = TestSteps.Of(onReal: [0, Ln3], onFake: [-Ln3, 0]);
        var expected = -(Math.Log(1 / 2.0) + Math.Log(3 / 4.0)) / 2 - (Math.Log(3 / 4.0) + Math.Log(1 / 2.0)) / 2;
        term.ForDiscriminator(step)!.Item().ShouldBe(expected, tolerance: 1e-12);
        term.ScoresAreLogits.ShouldBeTrue();
    }

    [Fact]
    public void The_generator_minimises_the_cross_entropy_of_its_images_with_real() =>
        new NonSaturating().ForGenerator(TestSteps.Of([0], [Ln3, -Ln3])).Item()
            .ShouldBe(-(Math.Log(3 / 4.0) + Math.Log(1 / 4.0)) / 2, tolerance: 1e-12);

    [Fact]
    public void The_generator_of_the_minimax_game_minimises_what_the_discriminator_maximises() =>
        new Minimax().ForGenerator(TestSteps.Of([0], [Ln3, 0])).Item()
            .ShouldBe((Math.Log(1 / 4.0) + Math.Log(1 / 2.0)) / 2, tolerance: 1e-12);

    /// <summary>∂(-ln σ(l))/∂l = σ(l) - 1 and ∂ln(1 - σ(l))/∂l = -σ(l).</summary>
    [Fact]
    public void Against_a_confident_discriminator_only_the_non_saturating_form_learns()
    {
        Slope(new NonSaturating()).ShouldBe(-1, tolerance: 1e-6);
        Slope(new Minimax()).ShouldBe(-1 / (1 + Math.Exp(20)), tolerance: 1e-12);

        static double Slope(GanTerm term)
        {
            var step = TestSteps.Of(onReal: [0], onFake: [-20]);
            return Grad.Of(term.ForGenerator(step)!, [step.Fake])[0].Item();
        }
    }

    [Fact]
    public void Large_logits_stay_finite() =>
        new NonSaturating().ForDiscriminator(TestSteps.Of([-800], [800])).Item().ShouldBe(1600);
}
