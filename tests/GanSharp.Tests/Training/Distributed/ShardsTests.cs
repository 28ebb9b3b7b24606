using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

using static System.FormattableString;

namespace GanSharp.Tests.Training.Distributed;

public class ShardsTests
{
    /// <summary>
    /// Without statistics of the batch, the mean gradient of the shards is that of the batch, if each image gets the
    /// same random numbers.
    /// </summary>
    [Theory]
    [InlineData("hinge; gradient-penalty 10", "none")]
    [InlineData("non-saturating; r1 1 2; r2 1", "concat")]
    [InlineData("non-saturating; r1 1", "concat")]
    [InlineData("wasserstein; weight-clip 0.1", "none")]
    [InlineData("relativistic; r1 1; r2 1", "none")]
    [InlineData("wasserstein; gradient-penalty 10", "none", true)]
    [InlineData("non-saturating; r1 1 2", "batch-norm projection", true)]
    public void Shards_change_nothing_but_the_order_of_additions(
        string terms, string conditioning, bool normalised = false)
    {
        var whole = Weights(1);
        foreach (var shards in (int[])[2, 4])
            Weights(shards).ShouldBe(whole, tolerance: 1e-10);

        double[] Weights(int shards)
        {
            var norm = normalised ? ", batch-norm sync" : "";
            var recipe = Tiny.Recipe.With(
            [
                ("generator",
                    $"linear 4 x H/4 x W/4{norm}, relu, dropout 0.3; deconv 3 k4 s2 p1, prelu; "
                    + "deconv C k4 s2 p1, tanh"),
                ("discriminator",
                    $"conv 3 k4 s2 p1{norm}, leaky-relu 0.2, channel-dropout 0.2; "
                    + $"linear 5{norm}, leaky-relu 0.2, dropout 0.3; linear 1"),
                ("terms", terms), ("conditioning", conditioning), ("optimizer", "sgd 1e-2"),
                ("augment", "adaptive 0.1 6; flip; translation; colour"),
                ("batch-size", "8"), ("shards", Invariant($"{shards}")),
            ]);
            var model = new GanModel(recipe, new NetworkContext(Tiny.Image, 3, DType.F64));
            model.Generator.Initialize(recipe.Init, new RandomStream("generator", 1));
            model.Discriminator.Initialize(recipe.Init, new RandomStream("discriminator", 1));
            using var loader = new DataLoader(Tiny.Images(16), 8, PixelRange.SignedUnit, new RandomStream("data", 1));
            var step = new GanStep(model, recipe, StepInputs.FromSeed(model, recipe));
            for (var i = 0; i < 9; i++)
                step.Run(loader.Next(), trainGenerator: true);
            return [.. model.Generator.Parameters.Concat(model.Discriminator.Parameters).SelectMany(w => w.Values())];
        }
    }

    [Fact]
    public void A_shard_is_a_part_of_the_batch()
    {
        var batch = Tensor.From([1.0, 2, 3, 4, 5, 6], [6], DType.F64);
        new Shard(1, 3).Of(batch).Values().ShouldBe([3, 4]);
        new Shard(2, 3).Of([1, 2, 3, 4, 5, 6]).ShouldBe([5, 6]);
        Shard.Whole.Of((int[]?)null).ShouldBeNull();
    }

    [Fact]
    public void A_batch_that_cannot_be_cut_is_refused() =>
        Should.Throw<GanSharpException>(() => (Tiny.Recipe with { BatchSize = 12, Shards = 5 }).Validate())
            .Message.ShouldEndWith("shards: 5 equal parts of 12 images are not possible; write 1, 2, 3, 4, 6 or 12");
}
