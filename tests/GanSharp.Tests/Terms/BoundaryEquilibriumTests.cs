using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>
/// By hand: an auto-encoder that halves its images has an error of half of each pixel: L(x) = 1.5, L(G(z)) = 0.5.
/// </summary>
public class BoundaryEquilibriumTests
{
    private static readonly double[][] Real = [[2, -4], [6, 0]], Fake = [[1, -1], [2, 0]];

    [Fact]
    public void Errors_are_held_at_their_ratio_by_k()
    {
        var (term, step) = (new BoundaryEquilibrium(gamma: 0.75, lambda: 0.1), Step(Real, Fake));
        term.ForDiscriminator(step).Item().ShouldBe(1.5, "k starts at 0");
        term.ForGenerator(step).Item().ShouldBe(0.5);

        term.AfterDiscriminatorStep(step);
        Measures(term).ShouldBe((0.1 * 0.625, 1.5 + 0.625));
        term.ForDiscriminator(step).Item().ShouldBe(1.5 - 0.0625 * 0.5, tolerance: 1e-15);

        term.AfterDiscriminatorStep(step);
        Measures(term).K.ShouldBe(0.125);
    }

    [Fact]
    public void Convergence_counts_an_imbalance_of_either_sign()
    {
        var (term, step) = (new BoundaryEquilibrium(), Step(Fake, Real));
        term.AfterDiscriminatorStep(step);
        Measures(term).ShouldBe((0, 0.5 + (1.5 - 0.375)));
    }

    [Fact]
    public void K_stays_from_0_to_1()
    {
        var (term, step, swapped) = (new BoundaryEquilibrium(lambda: 1), Step(Real, Fake), Step(Fake, Real));
        K(step).ShouldBe(0.625);
        K(step).ShouldBe(1);
        K(swapped).ShouldBe(0);

        double K(StepContext context)
        {
            term.AfterDiscriminatorStep(context);
            return Measures(term).K;
        }
    }

    [Fact]
    public void Learning_rates_are_halved_at_every_plateau()
    {
        var (term, step) = (new BoundaryEquilibrium(patience: 2), Step(Real, Fake));
        Enumerable.Range(0, 6).Select(_ => Observed()).ShouldBe([1, 1, 0.5, 0.5, 0.5, 0.25]);

        double Observed()
        {
            term.AfterDiscriminatorStep(step);
            return term.LearningRateFactor;
        }
    }

    [Fact]
    public void Another_with_the_same_state_continues_identically()
    {
        var (term, step) = (new BoundaryEquilibrium(lambda: 0.1, patience: 2), Step(Real, Fake));
        term.AfterDiscriminatorStep(step);
        term.AfterDiscriminatorStep(step);
        var other = new BoundaryEquilibrium(lambda: 0.1, patience: 2) { State = term.State };
        other.ForDiscriminator(step).Item().ShouldBe(1.5 - 0.125 * 0.5);

        other.AfterDiscriminatorStep(step);
        term.AfterDiscriminatorStep(step);
        Measures(other).ShouldBe(Measures(term));
        other.LearningRateFactor.ShouldBe(0.5);
    }

    private static StepContext Step(double[][] real, double[][] fake) =>
        TestSteps.Through(
            new Discriminator { Decoder = new Activation(x => x * 0.5) },
            "boundary-equilibrium", real, fake);

    private static (double K, double Convergence) Measures(BoundaryEquilibrium term)
    {
        var measures = term.Status.ToDictionary(measure => measure.Name, measure => measure.Value);
        measures.Keys.ShouldBe(["k", "convergence"]);
        return (measures["k"], measures["convergence"]);
    }
}
