using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>By hand: without a trunk, the code of an image is the image.</summary>
public class PullAwayTests
{
    [Fact]
    public void Codes_of_one_direction_cost_the_whole_weight_whatever_their_lengths() =>
        Loss(3, [1, 2], [10, 20], [0.1, 0.2], [-1, -2]).ShouldBe(3, tolerance: 1e-12);

    [Fact]
    public void Orthogonal_codes_cost_nothing() => Loss(3, [2, 0], [0, -5]).ShouldBe(0);

    /// <summary>The squared cosines of the three pairs are 0, 1/2 and 1/2.</summary>
    [Fact]
    public void It_is_the_mean_squared_cosine_of_different_images() =>
        Loss(0.1, [3, 0], [0, 7], [5, -5]).ShouldBe(0.1 * (0 + 0.5 + 0.5) / 3, tolerance: 1e-12);

    [Fact]
    public void A_code_of_zeros_has_no_direction_and_a_finite_gradient()
    {
        var step = Step([0, 0], [1, 2]);
        var loss = new PullAway().ForGenerator(step);
        loss.Item().ShouldBe(0);
        Grad.Of(loss, [step.Fake])[0].Values().ShouldAllBe(slope => double.IsFinite(slope));
    }

    [Fact]
    public void It_trains_only_the_generator() =>
        new PullAway().ForDiscriminator(Step([1, 0], [0, 1])).ShouldBeNull();

    [Fact]
    public void A_batch_of_one_image_is_refused() =>
        Should.Throw<GanSharpException>(() => new PullAway().ForGenerator(Step([1, 2])))
            .Message.ShouldBe("pull-away compares the images of a batch, so it needs a batch size of at least 2");

    private static double Loss(double weight, params double[][] codes) =>
        new PullAway(weight).ForGenerator(Step(codes)).Item();

    private static StepContext Step(params double[][] codes) =>
        TestSteps.Through(new Discriminator { Decoder = new Activation(x => x) }, "pull-away", codes, codes);
}
