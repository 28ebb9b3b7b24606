using GanSharp.Augmentation;

namespace GanSharp.Tests.Augmentation;

public class AdaptiveProbabilityTests
{
    [Fact]
    public void It_rises_by_the_share_of_images_in_every_fourth_step_while_scores_are_positive()
    {
        var controller = new AdaptiveProbability(target: 0.5, images: 100);
        for (var step = 1; step <= 8; step++)
        {
            controller.Observe(signs: 3, count: 3);
            controller.Probability.ShouldBe(step / 4 * 0.12, tolerance: 1e-12);
        }
        controller.Overfitting.ShouldBe(1);
    }

    [Fact]
    public void It_falls_while_scores_are_below_the_target_but_not_below_zero()
    {
        var controller = new AdaptiveProbability(target: 0.5, images: 100);
        Observe(controller, steps: 8, [1, 1]);
        controller.Probability.ShouldBe(0.16, tolerance: 1e-12);
        Observe(controller, steps: 4, [5, -5]);
        (controller.Probability, controller.Overfitting).ShouldBe((0.08, 0));
        Observe(controller, steps: 40, [-1, -1]);
        controller.Probability.ShouldBe(0);
    }

    [Fact]
    public void It_never_exceeds_one()
    {
        var controller = new AdaptiveProbability(target: 0.5, images: 4);
        Observe(controller, steps: 40, [1]);
        controller.Probability.ShouldBe(1);
    }

    [Fact]
    public void Its_state_continues_it()
    {
        var (first, second) = (new AdaptiveProbability(0.5, 50), new AdaptiveProbability(0.5, 50));
        Observe(first, steps: 6, [1, 1, 1]);
        second.State = first.State;
        foreach (var controller in (AdaptiveProbability[])[first, second])
            Observe(controller, steps: 7, [1, -1, 1]);
        second.State.ShouldBe(first.State);
    }

    private static void Observe(AdaptiveProbability controller, int steps, double[] scores)
    {
        for (var step = 0; step < steps; step++)
            controller.Observe(scores.Sum(score => Math.Sign(score)), scores.Length);
    }
}
