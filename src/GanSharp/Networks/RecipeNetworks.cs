using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Networks;

/// <summary>The networks that the lines of a recipe describe.</summary>
internal static class RecipeNetworks
{
    /// <summary>The largest network: 2²⁸ parameters, 1 GiB in single precision.</summary>
    private const int MostParameters = 1 << 28;

    private const string Placed = "concat-labels";

    /// <summary>Builds the generator, from noise to images.</summary>
    public static Module Generator(Recipe recipe, NetworkContext context)
    {
        using var limit = new ParameterLimit(MostParameters, "a network");
        var way = recipe.Conditioning.Generator;
        if (way.NormsByClass && !NetworkBuilder.Uses(recipe.Generator, "batch-norm"))
            throw recipe.Error(
                RecipeKeys.Conditioning,
                "batch-norm needs a batch-norm in the generator, and there is none; add one, or write concat");
        context = context with { NormsByClass = way.NormsByClass };
        Shape input = [recipe.Latent.Size];
        return Build(
            recipe, RecipeKeys.Generator, recipe.Generator, input, context,
            Conditioned(recipe, RecipeKeys.Generator, recipe.Generator, input, context, way));
    }

    /// <summary>
    /// Builds the discriminator, from images to its outputs. The last line is the score head; the lines before it are
    /// the trunk, whose output all heads read. With a decoder, all lines are the trunk, an encoder.
    /// </summary>
    public static Discriminator Discriminator(Recipe recipe, NetworkContext context)
    {
        using var limit = new ParameterLimit(MostParameters, "a network");
        var (lines, way) = (recipe.Discriminator, recipe.Conditioning.Discriminator);
        if (lines.Count == 0)
            throw recipe.Error(
                RecipeKeys.Discriminator,
                "there are no layers; the last one should yield one number, such as 'linear 1'");
        var encodes = recipe.Decoder.Count > 0;
        if (encodes && way.Projects)
            throw recipe.Error(
                RecipeKeys.Conditioning,
                "projection adds to a score, but a discriminator with a decoder has none; choose concat or auxiliary");
        if (recipe.CodeHead.Count > 0 && !recipe.Latent.Codes.Any())
            throw recipe.Error(
                RecipeKeys.CodeHead,
                $"the noise has no codes to read back; write latent: {recipe.Latent} + 10 categorical");
        var trunk = Build(
            recipe, RecipeKeys.Discriminator, encodes ? lines : [.. lines.SkipLast(1)], context.Sample, context,
            Conditioned(recipe, RecipeKeys.Discriminator, lines, context.Sample, context, way));
        var features = trunk.OutputShape(context.Sample);
        var score = encodes ? null : Head(RecipeKeys.Discriminator, [lines[^1]], [1], lines.Count - 1);
        return new()
        {
            Trunk = trunk,
            ScoreHead = score,
            Projection = way.Projects
                ? Made(
                    recipe,
                    () => new LabelProjection(context.Classes, features.Size, EndsSpectral(score!), context.DType))
                : null,
            ClassHead = way.Classifies ? Head(RecipeKeys.ClassHead, recipe.ClassHead, [context.Classes]) : null,
            CodeHead =
                recipe.CodeHead.Count > 0
                    ? Head(RecipeKeys.CodeHead, recipe.CodeHead, [MutualInformation.EstimatesFor(recipe.Latent)])
                    : null,
            Decoder = encodes ? Head(RecipeKeys.Decoder, recipe.Decoder, context.Sample) : null,
        };

        Sequential Head(string key, IReadOnlyList<string> head, Shape expected, int firstLine = 0)
        {
            var network = Build(recipe, key, head, features, context, [], firstLine);
            Expect(recipe, key, network.OutputShape(features), expected, firstLine + head.Count - 1);
            return network;
        }
    }

    /// <summary>Requires that a network yields samples of the expected shape.</summary>
    public static void Expect(Recipe recipe, string key, Shape actual, Shape expected, int? line = null)
    {
        if (actual != expected)
            throw recipe.Error(
                key, $"yields samples of {actual}, but {expected} is needed; change its last layers", line);
    }

    private static Sequential Build(
        Recipe recipe, string key, IReadOnlyList<string> lines, Shape input, NetworkContext context,
        IEnumerable<(string, Module)> before, int firstLine = 0
    ) => NetworkBuilder.Build(lines, input, context, before, line => recipe.Place(key, firstLine + line));

    /// <summary>
    /// Returns the modules that give a network the class before its first layer, for vectors if that layer takes
    /// vectors. Returns none if the recipe has a layer that gives it.
    /// </summary>
    private static IEnumerable<(string Kind, Module Module)> Conditioned(
        Recipe recipe, string key, IReadOnlyList<string> lines, Shape input, NetworkContext context,
        ConditioningWay way)
    {
        if (NetworkBuilder.Uses(lines, Placed))
        {
            var line = lines.TakeWhile(text => !NetworkBuilder.Uses([text], Placed)).Count();
            return way.IsPlaced ? []
                : throw recipe.Error(
                    key, $"{Placed} needs conditioning concat, not '{recipe.Conditioning}'; write concat", line);
        }
        if (way.Input is null)
            return [];
        return input.Rank > 1 && NetworkBuilder.TakesVectors(lines)
            ? [("flatten", new Flatten()), Made(recipe, () => way.Input(input.Size, context))]
            : [Made(recipe, () => way.Input(input[0], context))];
    }

    /// <summary>Makes a module for the conditioning; if it is too large, the error names the recipe's key.</summary>
    private static T Made<T>(Recipe recipe, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (TensorException error)
        {
            throw recipe.Error(RecipeKeys.Conditioning, error.Message);
        }
    }

    /// <summary>
    /// Whether the last weighted layer is spectral, so that a term added to its output should be too.
    /// </summary>
    private static bool EndsSpectral(Sequential network) =>
        network.Layers.OfType<WeightedLayer>().LastOrDefault()?.IsSpectral == true;
}
