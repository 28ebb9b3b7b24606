using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Networks;

/// <summary>The networks that the lines of a recipe describe. The lines are parsed once.</summary>
internal sealed class RecipeNetworks
{
    /// <summary>The largest network: 2²⁸ parameters, 1 GiB in single precision.</summary>
    private const int MostParameters = 1 << 28;

    private const string TooLarge = "use smaller images or layers";

    private const string Placed = "concat-labels";

    private readonly NetworkText _generator, _discriminator, _classHead, _codeHead, _decoder;

    /// <summary>Reads the networks of <paramref name="recipe"/>; a line is parsed when it is first needed.</summary>
    public RecipeNetworks(Recipe recipe)
    {
        Recipe = recipe;
        _generator = Lines(RecipeKeys.Generator, recipe.Generator);
        _discriminator = Lines(RecipeKeys.Discriminator, recipe.Discriminator);
        _classHead = Lines(RecipeKeys.ClassHead, recipe.ClassHead);
        _codeHead = Lines(RecipeKeys.CodeHead, recipe.CodeHead);
        _decoder = Lines(RecipeKeys.Decoder, recipe.Decoder);

        NetworkText Lines(string key, IReadOnlyList<string> lines) => new(lines, line => recipe.Place(key, line));
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>The range of the generator's pixels, which its last layer determines.</summary>
    /// <exception cref="GanSharpException">The generator ends in something else.</exception>
    public PixelRange PixelRange => (_generator.Count == 0 ? null : _generator[_generator.Count - 1][^1].Name) switch
    {
        "tanh" => PixelRange.SignedUnit,
        "sigmoid" => PixelRange.Unit,
        null => throw Recipe.Error(
            RecipeKeys.Generator, "has no layers; write a list of them that ends in 'tanh' or 'sigmoid'"),
        var end => throw Recipe.Error(
            RecipeKeys.Generator, $"ends in '{end}', but pixels need 'tanh' or 'sigmoid' at the end",
            _generator.Count - 1),
    };

    /// <summary>Builds the generator, from noise to images.</summary>
    public Module Generator(NetworkContext context)
    {
        using var limit = new ParameterLimit(MostParameters, "a network", TooLarge);
        var method = Recipe.Conditioning.Generator;
        if (method.NormsByClass && _generator.LineOf("batch-norm") < 0)
            throw Recipe.Error(
                RecipeKeys.Conditioning,
                "batch-norm needs a batch-norm in the generator, and there is none; add one, or write concat");
        context = Equalized(context) with { NormsByClass = method.NormsByClass };
        Shape input = [Recipe.Latent.Size];
        if (_generator.LineOf("decode") is >= 0 and var decoding)
            throw Recipe.Error(
                RecipeKeys.Generator, "decode is a layer of discriminators; leave it out of the generator", decoding);
        return NetworkBuilder.Build(
            _generator, .., input, context, Conditioned(RecipeKeys.Generator, _generator, input, context, method));
    }

    /// <summary>
    /// Builds the discriminator, from images to its outputs. The last line is the score head; the lines before it are
    /// the trunk, whose output all heads read. With a decoder, all lines are the trunk, an encoder.
    /// </summary>
    public Discriminator Discriminator(NetworkContext context)
    {
        using var limit = new ParameterLimit(MostParameters, "a network", TooLarge);
        context = Equalized(context);
        var method = Recipe.Conditioning.Discriminator;
        var encodes = _decoder.Count > 0;
        RequireHeads(encodes, method);
        var trunk = NetworkBuilder.Build(
            _discriminator, encodes ? .. : ..^1, context.Sample, context,
            Conditioned(RecipeKeys.Discriminator, _discriminator, context.Sample, context, method));
        var features = trunk.OutputShape(context.Sample);
        var score = encodes ? null : Head(RecipeKeys.Discriminator, _discriminator, ^1.., [1]);
        return new()
        {
            Trunk = trunk,
            ScoreHead = score,
            Projection = method.Projects
                ? Made(() => new LabelProjection(context.Classes, features.Size, EndsSpectral(score!), context.DType))
                : null,
            ClassHead = method.Classifies ? Head(RecipeKeys.ClassHead, _classHead, .., [context.Classes]) : null,
            CodeHead = _codeHead.Count > 0
                ? Head(RecipeKeys.CodeHead, _codeHead, .., [MutualInformation.EstimatesFor(Recipe.Latent)])
                : null,
            Decoder = encodes ? Head(RecipeKeys.Decoder, _decoder, .., context.Sample) : null,
        };

        Sequential Head(string key, NetworkText text, Range lines, Shape expected)
        {
            var network = NetworkBuilder.Build(text, lines, features, context);
            Expect(Recipe, key, network.OutputShape(features), expected, text.Count - 1);
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

    private NetworkContext Equalized(NetworkContext context) =>
        Recipe.Init is EqualizedInit ? context with { Equalized = 1 } : context;

    private void RequireHeads(bool encodes, ConditioningMethod method)
    {
        if (_discriminator.Count == 0)
            throw Recipe.Error(
                RecipeKeys.Discriminator,
                "there are no layers; the last one should yield one number, such as 'linear 1'");
        if (encodes && method.Projects)
            throw Recipe.Error(
                RecipeKeys.Conditioning,
                "projection adds to a score, but a discriminator with a decoder has none; choose concat or auxiliary");
        if (_codeHead.Count > 0 && !Recipe.Latent.Codes.Any())
            throw Recipe.Error(
                RecipeKeys.CodeHead,
                $"the noise has no codes to read back; write latent: {Recipe.Latent} + 10 categorical");
    }

    /// <summary>
    /// Returns the modules that give a network the class before its first layer, for vectors if that layer takes
    /// vectors. Returns none if the recipe has a layer that gives it.
    /// </summary>
    private IEnumerable<(string Kind, Module Module)> Conditioned(
        string key, NetworkText text, Shape input, NetworkContext context, ConditioningMethod method)
    {
        if (text.LineOf(Placed) is >= 0 and var line)
            return method.IsPlaced ? []
                : throw Recipe.Error(
                    key, $"{Placed} needs conditioning concat, not '{Recipe.Conditioning}'; write concat", line);
        if (method.Input is null)
            return [];
        return input.Rank > 1 && text.TakesVectors
            ? [("flatten", new Flatten()), Made(() => method.Input(input.Size, context))]
            : [Made(() => method.Input(input[0], context))];
    }

    /// <summary>
    /// Makes a module for the conditioning; if it is too large, the error names the recipe's key.
    /// </summary>
    private T Made<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (TensorException error)
        {
            throw Recipe.Error(RecipeKeys.Conditioning, error.Message);
        }
    }

    /// <summary>
    /// Whether the last weighted layer is spectral, so that a term added to its output should be too.
    /// </summary>
    private static bool EndsSpectral(Sequential network) =>
        network.Layers.OfType<WeightedLayer>().LastOrDefault()?.IsSpectral == true;
}
