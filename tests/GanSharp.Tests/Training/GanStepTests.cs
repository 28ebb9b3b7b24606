using GanSharp.Data;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>Whole training steps against PyTorch: losses, scores and every weight.</summary>
public class GanStepTests
{
    private const double Tolerance = 1e-10;
    private static readonly Dictionary<string, GanFixture> All = Fixtures.Load<Dictionary<string, GanFixture>>("gan.json");

    public static TheoryData<string> Cases => [.. All.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Three_steps_are_those_of_PyTorch(string name)
    {
        var fixture = All[name];
        var image = new ImageShape(fixture.Image[0], fixture.Image[1], fixture.Image[2]);
        var recipe = RecipeYaml.Parse(fixture.Recipe, name);
        var model = new GanModel(recipe, new NetworkContext(image, fixture.Classes, DType.F64));
        Load(model.Generator, fixture.Before.Generator);
        Load(model.Discriminator, fixture.Before.Discriminator);
        var turn = fixture.Turns[0];
        var step = new GanStep(model, recipe, new StepInputs(
            count => (Tensor.From(turn.Noise, [count, model.Latent.Size], DType.F64), turn.FakeLabels),
            shape => Tensor.From(turn.Uniform, shape, DType.F64),
            (x, _, _) => x));

        foreach (var expected in fixture.Turns)
        {
            turn = expected;
            var result = step.Run(expected.Batch(fixture.Batch, image), trainGenerator: expected.GeneratorLoss is not null);
            ShouldBe("D loss", result.DiscriminatorLoss, expected.DiscriminatorLoss);
            ShouldBe("G loss", result.GeneratorLoss, expected.GeneratorLoss);
            ShouldBe("D(x)", result.RealScore, expected.RealScore);
            ShouldBe("D(G(z))", result.FakeScore, expected.FakeScore);
        }
        ShouldBe(model.Generator, fixture.After.Generator);
        ShouldBe(model.Discriminator, fixture.After.Discriminator);
    }

    [Fact]
    public void A_turn_for_the_discriminator_alone_leaves_the_generators_weights()
    {
        var recipe = Tiny.Recipe;
        var model = new GanModel(recipe, new NetworkContext(Tiny.Image, 3));
        model.Generator.Initialize(recipe.Init, new RandomStream("generator", 1));
        model.Discriminator.Initialize(recipe.Init, new RandomStream("discriminator", 1));
        using var loader = new DataLoader(Tiny.Images(), 4, PixelRange.SignedUnit, new RandomStream("data", 1));
        var (generator, discriminator) = (Weights(model.Generator), Weights(model.Discriminator));

        new GanStep(model, recipe, StepInputs.FromSeed(model, 1)).Run(loader.Next(), trainGenerator: false).GeneratorLoss.ShouldBeNull();

        Weights(model.Generator).ShouldBe(generator);
        Weights(model.Discriminator).ShouldNotBe(discriminator);

        static double[] Weights(Module network) => [.. network.Parameters.SelectMany(parameter => parameter.Values())];
    }

    private static void Load(Module network, Dictionary<string, double[]> weights)
    {
        network.State.Select(entry => entry.Name).ShouldBe(weights.Keys, ignoreOrder: true);
        foreach (var (name, tensor) in network.State)
            InPlace.Copy(tensor, Tensor.From(weights[name], tensor.Shape, tensor.DType));
    }

    private static void ShouldBe(string what, double? actual, double? expected)
    {
        actual.HasValue.ShouldBe(expected.HasValue, what);
        if (expected is { } value)
            actual!.Value.ShouldBe(value, Tolerance * Math.Max(1, Math.Abs(value)), what);
    }

    private static void ShouldBe(Module network, Dictionary<string, double[]> weights)
    {
        foreach (var (name, tensor) in network.State)
            tensor.Values().ShouldBeNear(weights[name], Tolerance, name);
    }

    private sealed record GanFixture(
        string Recipe, int[] Image, int Classes, int Batch, NetworksFixture Before, TurnFixture[] Turns, NetworksFixture After);

    private sealed record NetworksFixture(Dictionary<string, double[]> Generator, Dictionary<string, double[]> Discriminator);

    private sealed record TurnFixture(
        double[] Real, double[] Noise, int[] RealLabels, int[]? FakeLabels, double[] Uniform,
        double DiscriminatorLoss, double? GeneratorLoss, double? RealScore, double? FakeScore)
    {
        public Batch Batch(int size, ImageShape image)
        {
            var batch = new Batch(size, image, RealLabels.Length > 0);
            Array.ConvertAll(Real, value => (float)value).CopyTo(batch.Pixels, 0);
            RealLabels.CopyTo(batch.Labels, 0);
            return batch;
        }
    }
}
