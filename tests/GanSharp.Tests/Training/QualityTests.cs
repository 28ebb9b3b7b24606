using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>
/// The default recipe learns to draw the built-in digits: a classifier trained on real digits recognises samples as the
/// classes that were asked for.
/// </summary>
[Trait("Duration", "long")]
public class QualityTests
{
    private const int Steps = 200, LeastClasses = 10;
    private const double LeastAccuracy = 0.6;

    [Fact]
    public async Task After_a_few_hundred_steps_samples_show_every_class_and_most_show_the_one_asked_for()
    {
        var (classes, accuracy) = await Train([]);
        classes.ShouldBe(LeastClasses);
        accuracy.ShouldBeGreaterThan(LeastAccuracy);
    }

    [Fact]
    public async Task A_generator_that_minimises_the_negated_loss_fails_the_same_test()
    {
        var (classes, accuracy) = await Train([new Negation()]);
        (classes == LeastClasses && accuracy > LeastAccuracy).ShouldBeFalse();
    }

    private static async Task<(double Classes, double Accuracy)> Train(IReadOnlyList<GanTerm> terms)
    {
        var recipe = RecipeCatalogue.Load("default") with { Steps = Steps };
        var digits = recipe.LoadData();
        var real = RealImages.For(recipe, digits);
        using var trainer = new Trainer(recipe, digits, new() { Custom = new() { Terms = terms } });
        await foreach (var _ in trainer.RunAsync()) { }
        var evaluator = new Evaluator(
            FeatureNetworks.For("digits"), null, real.Test, new() { Samples = 1000, Resamples = 0 });
        var figures = evaluator.Evaluate(trainer.Sampler).Figures;
        return (figures["modes"].Value, figures["class-accuracy"].Value);
    }

    /// <summary>Subtracts the generator's loss ℓ twice, which leaves -ℓ.</summary>
    private sealed class Negation : GanTerm
    {
        public override Tensor ForGenerator(StepContext step) => -2 * (-step.OnFake).Softplus().Mean();
    }
}
