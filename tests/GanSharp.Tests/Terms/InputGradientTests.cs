using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>
/// Terms with the gradient of the score with respect to the images, by hand: that of D(x) = softplus(x) is σ(x), so
/// the loss shows the points at which it was computed.
/// </summary>
public class InputGradientTests
{
    private static readonly double[] Real = [2, -1, 0.5], Fake = [0.5, -3, 2], Uniform = [0.25, 0.5, 1];

    [Fact]
    public void Gradient_penalty_is_taken_between_real_and_fake() =>
        Loss(new GradientPenalty(3)).ShouldBe(3 * Penalty(0.875, -2, 0.5), tolerance: 1e-12);

    [Fact]
    public void Dragan_penalty_is_taken_near_real_images()
    {
        // mean 0.5, hence variance (2.25 + 2.25 + 0) / 3
        var half = Math.Sqrt(1.5) / 2;
        Loss(new DraganPenalty(3)).ShouldBe(3 * Penalty(2 + half / 4, -1 + half / 2, 0.5 + half), tolerance: 1e-12);
    }

    [Fact]
    public void R1_is_taken_at_real_images() =>
        Loss(new R1(3)).ShouldBe(1.5 * Real.Average(x => Gradient(x) * Gradient(x)), tolerance: 1e-12);

    [Fact]
    public void R2_is_taken_at_fake_images() =>
        Loss(new R2(3)).ShouldBe(1.5 * Fake.Average(x => Gradient(x) * Gradient(x)), tolerance: 1e-12);

    [Fact]
    public void The_weights_of_the_papers_are_the_defaults()
    {
        Loss(TermCatalogue.Create("gradient-penalty")).ShouldBe(Loss(new GradientPenalty(10)));
        Loss(TermCatalogue.Create("dragan-penalty")).ShouldBe(Loss(new DraganPenalty(10)));
        Loss(TermCatalogue.Create("r1")).ShouldBe(Loss(new R1(10)));
        Loss(TermCatalogue.Create("r2")).ShouldBe(Loss(new R2(10)));
    }

    /// <summary>
    /// max(0, x) is flat at both images of one pixel: λ (0 - 1)², and no gradient that is not a number.
    /// </summary>
    [Fact]
    public void A_flat_discriminator_has_a_finite_penalty()
    {
        var step = TestSteps.Of([-1, -2], [-3, -4], [0.5, 0.5], then: ", relu");
        var loss = new GradientPenalty(10).ForDiscriminator(step)!;
        loss.Item().ShouldBe(10, tolerance: 1e-6);
        Grad.Of(loss, step.Model.Discriminator.Parameters).ShouldAllBe(grad => grad.Values().All(double.IsFinite));
    }

    [Theory]
    [InlineData("gradient-penalty")]
    [InlineData("dragan-penalty")]
    [InlineData("r1")]
    [InlineData("r2")]
    public void Passes_at_penalty_points_leave_no_trace_in_the_discriminator(string term)
    {
        var discriminator = new Discriminator
        {
            Trunk = new BatchNorm(1, dtype: DType.F64),
            ScoreHead = new Sequential([
                ("flatten", new Flatten()), ("linear", new Linear(2, 1, dtype: DType.F64) { IsSpectral = true }),
            ]),
        };
        discriminator.Initialize(new NormalInit(), new RandomStream("init", 1));
        var before = discriminator.NamedBuffers.Select(buffer => buffer.Tensor.Values()).ToArray();
        before.Length.ShouldBe(3, "running mean, running variance and u");

        TermCatalogue
            .Create(term)
            .ForDiscriminator(
                TestSteps.Through(
                    discriminator, term, [
                        [1, 2], [3, 5],
                    ],
                    [
                        [2, 0], [1, 1],
                    ]))!
            .Item()
            .ShouldBePositive();
        discriminator.NamedBuffers.Select(buffer => buffer.Tensor.Values()).ShouldBe(before);
    }

    [Fact]
    public void Weight_clip_bounds_every_weight_of_only_the_discriminator()
    {
        var step = TestSteps.Of([1], [1]);
        var generator = step.Model.Generator.Parameters[0];
        InPlace.Copy(generator, Tensor.Ones(generator.Shape, DType.F64));
        InPlace.Copy(step.Model.Discriminator.Parameters[1], Tensor.Full([1], -0.004, DType.F64));
        TermCatalogue.Create("weight-clip").AfterDiscriminatorStep(step);
        step.Model.Discriminator.Parameters.Select(parameter => parameter.Item()).ShouldBe([0.01, -0.004]);
        new WeightClip(0.001).AfterDiscriminatorStep(step);
        step.Model.Discriminator.Parameters.Select(parameter => parameter.Item()).ShouldBe([0.001, -0.001]);
        generator.Item().ShouldBe(1);
    }

    private static double Loss(GanTerm term) =>
        term.ForDiscriminator(TestSteps.Of(Real, Fake, Uniform, ", softplus"))!.Item();

    private static double Penalty(params double[] points) => points.Average(x => (Gradient(x) - 1) * (Gradient(x) - 1));

    private static double Gradient(double x) => 1 / (1 + Math.Exp(-x));
}
