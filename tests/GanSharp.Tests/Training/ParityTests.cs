using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>
/// Five steps of every built-in recipe, its layers narrowed, against PyTorch: from the same first weights, with the
/// same images, labels, noise, dropout masks, transforms and penalty points.
/// </summary>
public class ParityTests
{
    private const int Steps = 5;

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    [Theory, MemberData(nameof(Names))]
    public void In_double_precision_figures_and_weights_are_those_of_PyTorch(string name)
    {
        foreach (var turn in Train(name, DType.F64))
        {
            turn.FiguresShouldBeNear(tolerance: 1e-8, rounding: Math.ScaleB(1, -50));
            turn.WeightsShouldBeNear(tolerance: 1e-8);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void In_single_precision_figures_are_those_of_PyTorch(string name)
    {
        foreach (var turn in Train(name, DType.F32))
            turn.FiguresShouldBeNear(tolerance: 1e-4, rounding: Math.ScaleB(1, -21));
    }

    [Theory, MemberData(nameof(Names))]
    public void In_full_width_the_networks_have_as_many_parameters_as_in_PyTorch(string name)
    {
        using var scope = new TensorScope();
        var whole = ParityFixture.Load(name).Whole;
        var model = new GanModel(
            RecipeCatalogue.Load(name), new NetworkContext(new ImageShape(1, whole.Side, whole.Side), whole.Classes));
        (model.Generator.ParameterCount, model.Discriminator.ParameterCount).ShouldBe(
            (whole.Generator, whole.Discriminator));
    }

    private static IEnumerable<Turn> Train(string name, DType dtype)
    {
        var fixture = ParityFixture.Load(name);
        var recipe = Narrow.Of(RecipeCatalogue.Load(name));
        fixture.Turns.Length.ShouldBe(Steps * recipe.CriticSteps);
        fixture.After.Select(weights => weights.Turns).ShouldBe([recipe.CriticSteps, Steps * recipe.CriticSteps]);
        var model = new GanModel(recipe, new NetworkContext(fixture.ImageShape, fixture.Classes, dtype));
        fixture.Begin(model);
        var feed = new ParityFeed(dtype);
        var step = new GanStep(model, recipe, new StepInputs(feed.Draw, feed.Uniform, feed.Dropout)
        {
            Normal = feed.Normal,
            Augment = feed.Augment,
        });
        for (var turn = 1; turn <= fixture.Turns.Length; turn++)
        {
            var expected = fixture.Turns[turn - 1];
            feed.Begin(expected);
            var result = step.Run(
                expected.ToBatch(fixture.Batch, fixture.ImageShape), trainGenerator: turn % recipe.CriticSteps == 0);
            feed.ShouldBeUsedUp();
            yield return new(
                $"turn {turn}", model, result, expected,
                fixture.After.SingleOrDefault(weights => weights.Turns == turn));
        }
    }

    /// <summary>An update's results here and in PyTorch; weights only if the fixture has them.</summary>
    private sealed record Turn(
        string Name, GanModel Model, GanStep.Result Actual, ParityTurn Expected, ParityWeights? Weights)
    {
        /// <summary>
        /// Losses and measures agree, relative to their size. Differences of scores cannot agree better than the scores
        /// are rounded, which is the share <paramref name="rounding"/> of the largest.
        /// </summary>
        public void FiguresShouldBeNear(double tolerance, double rounding)
        {
            ShouldBeNear("D loss", Actual.Discriminator.Loss, Expected.DiscriminatorLoss);
            ShouldBeNear("G loss", Actual.Generator?.Loss, Expected.GeneratorLoss);
            ShouldBeNear("D gradient norm", Actual.Discriminator.GradientNorm, Expected.DiscriminatorGradientNorm);
            ShouldBeNear("G gradient norm", Actual.Generator?.GradientNorm, Expected.GeneratorGradientNorm);
            ShouldBeNear("D(x)", Actual.RealScore, Expected.RealScore);
            ShouldBeNear("D(G(z))", Actual.FakeScore, Expected.FakeScore);
            (Actual.Measures?.Keys ?? []).ShouldBe(Expected.Measures.Keys, ignoreOrder: true);
            foreach (var (measure, value) in Expected.Measures)
                ShouldBeNear(measure, Actual.Measures![measure], value);

            void ShouldBeNear(string what, double? actual, double? expected)
            {
                actual.HasValue.ShouldBe(expected.HasValue, $"{what} of {Name}");
                if (expected is { } value)
                    new[] { actual!.Value }.ShouldBeWithin(
                        [value], tolerance * Math.Abs(value) + rounding * Expected.LargestScore, $"{what} of {Name}");
            }
        }

        /// <summary>Every tensor agrees, relative to its largest element.</summary>
        public void WeightsShouldBeNear(double tolerance)
        {
            if (Weights is null)
                return;
            ShouldBeNear("generator", Model.Generator, Weights.Generator);
            ShouldBeNear("discriminator", Model.Discriminator, Weights.Discriminator);

            void ShouldBeNear(string player, Module network, Dictionary<string, double[]> expected)
            {
                foreach (var (name, tensor) in network.State)
                    tensor
                        .Values()
                        .ShouldBeWithin(
                            expected[name], tolerance * expected[name].Max(Math.Abs),
                            $"{player}'s {name} after {Name}");
            }
        }
    }
}
