using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Recipes;

/// <summary>What every built-in recipe must do; the catalogue supplies new ones.</summary>
[Trait("Duration", "long")]
public class RecipeConformanceTests
{
    // More than the 16 steps between two penalties of lazy regularisation.
    private const int Steps = 18;

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    [Theory, MemberData(nameof(Names))]
    public void It_is_valid_and_explained(string name)
    {
        var recipe = RecipeCatalogue.Load(name);
        recipe.Validate();
        recipe.Name.ShouldBe(name);
        recipe.About.ShouldNotBeEmpty();
        recipe.Paper.ShouldStartWith("https://");
    }

    [Theory, MemberData(nameof(Names))]
    public void It_builds_for_images_of_common_sizes(string name)
    {
        var recipe = RecipeCatalogue.Load(name);
        ImageShape[] large = [new(1, 32, 32), new(3, 32, 32), new(3, 64, 64)];
        foreach (var image in recipe.Selection.ImageSize > 0 ? large : [new(1, 28, 28), .. large])
        {
            using var scope = new TensorScope();
            var model = new GanModel(recipe, new NetworkContext(image, Classes: 10));
            model.Generator.OutputShape([model.Latent.Size]).ShouldBe([image.Channels, image.Height, image.Width]);
            Shape evaluated = model.Discriminator.Parts.HasFlag(DiscriminatorHeads.Reconstruction)
                ? [image.Channels, image.Height, image.Width]
                : [1];
            model.Discriminator.OutputShape([image.Channels, image.Height, image.Width]).ShouldBe(evaluated);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_text_is_complete(string name)
    {
        var recipe = RecipeCatalogue.Load(name);
        var text = RecipeYaml.Format(recipe);
        var again = RecipeYaml.Parse(text, "saved.yaml");
        RecipeYaml.Format(again).ShouldBe(text);
        foreach (var key in RecipeKeys.All)
            key.Get(again).ShouldBe(key.Get(recipe), key.Name);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task It_trains_with_finite_losses(string name)
    {
        var (losses, weights) = await Train(RecipeCatalogue.Load(name));
        losses.Length.ShouldBe(2 * Steps);
        losses.ShouldAllBe(loss => double.IsFinite(loss));
        Array.TrueForAll(weights, float.IsFinite).ShouldBeTrue("weights");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Its_text_trains_to_the_same_bits(string name)
    {
        var recipe = Narrow.Of(RecipeCatalogue.Load(name));
        var (losses, weights) = await Train(recipe);
        var (lossesAgain, weightsAgain) = await Train(RecipeYaml.Parse(RecipeYaml.Format(recipe), "saved.yaml"));
        lossesAgain.ShouldBe(losses);
        weightsAgain.AsSpan().SequenceEqual(weights).ShouldBeTrue("weights");
    }

    private static async Task<(double[] Losses, float[] Weights)> Train(Recipe recipe)
    {
        recipe = recipe.With("batch-size", "3").With("steps", $"{Steps}");
        using var trainer = new Trainer(recipe, Tiny.Images(shape: Tiny.ImageFor(recipe)));
        var events = await trainer.RunAsync().ToArrayAsync();
        return (
            [
                .. events
                    .OfType<StepCompleted>()
                    .SelectMany(step => (double[])[step.DiscriminatorLoss, step.GeneratorLoss]),
            ],
            [.. trainer.Sampler.Generator.State.SelectMany(entry => entry.Tensor.ToArray<float>())]);
    }
}
