using GanSharp.Export;
using GanSharp.Recipes;

namespace GanSharp.Onnx.Tests;

/// <summary>The networks of all recipes, in ONNX Runtime.</summary>
public sealed class RecipeTests
{
    public static TheoryData<string, bool> Networks => [.. RecipeCatalogue.Names.SelectMany(
        name => (TheoryDataRow<string, bool>[])[new(name, false), new(name, true)])];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_computes_the_same(string recipe, bool discriminator) =>
        new Subject(RecipeCatalogue.Load(recipe)).ShouldMatch(discriminator, null, 1e-5);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Folded_batch_norms_compute_the_same(string recipe, bool discriminator) =>
        new Subject(RecipeCatalogue.Load(recipe)).ShouldMatch(discriminator, new() { FoldBatchNorm = true }, 1e-5);

    /// <summary>
    /// Networks with random weights can drive their last activation so far that rounded weights alone change pixels by
    /// more than 0.001. Half precision rounds both factors of a product, so twice that change is allowed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Half_precision_is_as_close_as_its_weights(string recipe, bool discriminator)
    {
        var (subject, rounded) = (New(), New());
        subject.ShouldMatch(
            discriminator, new() { Float16 = true, FoldBatchNorm = true },
            Math.Max(2e-3, 2 * rounded.RoundWeights(discriminator)));

        Subject New() => new(RecipeCatalogue.Load(recipe));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_same_network_gives_the_same_bytes(string recipe, bool discriminator)
    {
        var options = new OnnxOptions { Recipe = RecipeCatalogue.Load(recipe) };
        var subject = new Subject(options.Recipe);
        subject.Export(discriminator, options).ShouldBe(subject.Export(discriminator, options));
    }
}
