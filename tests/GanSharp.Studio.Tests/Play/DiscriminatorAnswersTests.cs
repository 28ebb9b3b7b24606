using GanSharp.Export;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Studio.Play;

namespace GanSharp.Studio.Tests.Play;

/// <summary>The threshold of a discriminator in the game.</summary>
public sealed class DiscriminatorAnswersTests
{
    private static readonly byte[] Pixels = [.. Tiny.Images(20).Images];

    [Fact]
    public void Logits_are_compared_with_zero()
    {
        var (discriminator, scores) = Judge(Tiny.Recipe, 0.3f);
        discriminator.Threshold.ShouldBe("zero");
        discriminator.SaysForged.ShouldBe(scores.Select(score => score < 0));
    }

    [Fact]
    public void Other_scores_are_compared_with_their_median()
    {
        var recipe = RecipeYaml.Parse(
            RecipeYaml.Format(Tiny.Recipe).Replace("non-saturating", "hinge", StringComparison.Ordinal), "hinge.yaml");
        var (discriminator, scores) = Judge(recipe, 5);
        discriminator.Threshold.ShouldBe("median");
        discriminator.SaysForged!.Count(isForged => isForged).ShouldBe(10);
        scores.Where((_, i) => discriminator.SaysForged![i]).Max()
            .ShouldBeLessThan(scores.Where((_, i) => !discriminator.SaysForged![i]).Min());
    }

    /// <summary>A discriminator whose score is the mean pixel, from -1 to 1, and a number.</summary>
    private static (DiscriminatorAnswers DiscriminatorAnswers, float[] Scores) Judge(Recipe recipe, float bias)
    {
        var head = new Linear(Tiny.Image.Count, 1);
        head.Weight.CopyFrom<float>([.. Enumerable.Repeat(1f / Tiny.Image.Count, Tiny.Image.Count)]);
        head.State.Last().Tensor.CopyFrom<float>([bias / 100]);
        var network = new Discriminator { Trunk = new Flatten(), ScoreHead = head };
        var trained = new TrainedDiscriminator(network, Tiny.Image, PixelRange.SignedUnit, []);
        float[] scores =
        [
            .. Pixels.Chunk(Tiny.Image.Count).Select(image => image.Average(pixel => pixel / 127.5f - 1) + bias / 100),
        ];
        return (DiscriminatorAnswers.Of(recipe, trained, Pixels, null), scores);
    }
}
