using GanSharp.IO;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Terms;

namespace GanSharp.Models;

/// <summary>A generator and its discriminator, built from a recipe for images of one size.</summary>
public sealed class GanModel
{
    private const int Spare = 1 << 20;

    private readonly Func<Module> _buildGenerator;

    /// <summary>
    /// Builds the networks of <paramref name="recipe"/>, with parameters that are not yet initialised.
    /// </summary>
    /// <param name="recipe">What to build.</param>
    /// <param name="context">Image size, classes and element type.</param>
    /// <param name="custom">Parts written in C#; none by default.</param>
    /// <exception cref="GanSharpException">
    /// The networks do not fit each other, the images or the terms; the message says where.
    /// </exception>
    public GanModel(Recipe recipe, NetworkContext context, CustomParts? custom = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        recipe = recipe.For(context.Classes);
        (Context, Latent, Conditioning) = (context, recipe.Latent, recipe.Conditioning);
        var networks = new RecipeNetworks(recipe);
        _buildGenerator = () => GeneratorOf(networks, context, custom).Generator;
        (Generator, Range) = GeneratorOf(networks, context, custom);
        Discriminator = custom?.Discriminator?.Invoke(context) ?? networks.Discriminator(context);
        Custom = CustomPartNames.Of(
            custom, custom?.Generator is null ? null : Generator, custom?.Discriminator is null ? null : Discriminator);
        Terms = [.. recipe.CreateTerms(), .. custom?.Terms ?? []];
        TermNeeds.Check(recipe, Terms, Discriminator.Parts, Generator.Has<StyleMapping>());
    }

    /// <summary>From noise (N, latent) to images (N, C, H, W).</summary>
    public Module Generator { get; }

    /// <summary>The generator's opponent.</summary>
    public Discriminator Discriminator { get; }

    /// <summary>The noise that the generator takes.</summary>
    public Latent Latent { get; }

    /// <summary>How the networks use the class.</summary>
    public LabelConditioning Conditioning { get; }

    /// <summary>Image size, classes and element type.</summary>
    public NetworkContext Context { get; }

    /// <summary>The range of the generator's pixels.</summary>
    public PixelRange Range { get; }

    /// <summary>The types of the parts that are written in C#.</summary>
    public CustomPartNames Custom { get; }

    /// <summary>The terms of both players: the recipe's, then those written in C#.</summary>
    internal IReadOnlyList<GanTerm> Terms { get; }

    /// <summary>Whether images are generated for a given class.</summary>
    public bool IsConditional => Conditioning.NeedsLabels;

    /// <summary>
    /// Builds a second generator of the same structure, with parameters that are not yet initialised.
    /// </summary>
    public Module BuildGenerator() => _buildGenerator();

    /// <summary>
    /// Limits the networks of a recipe to the size of a file plus 2²⁰ parameters, so that the error for a network that
    /// almost fits can say what the file lacks. Returns null, no limit, if networks are written in C#.
    /// </summary>
    internal static ParameterLimit? LimitTo(SafeTensorsFile file, CustomParts? custom) =>
        custom is null ? new(file.Tensors.Values.Sum(tensor => (long)tensor.Count) + Spare, "the file") : null;

    /// <summary>
    /// Builds the generator of a recipe, not yet initialised, and returns it with the range of its pixels.
    /// </summary>
    /// <inheritdoc cref="GanModel(Recipe, NetworkContext, CustomParts?)"/>
    internal static (Module Generator, PixelRange Range) GeneratorOf(
        Recipe recipe, NetworkContext context, CustomParts? custom) =>
        GeneratorOf(new RecipeNetworks(recipe), context, custom);

    private static (Module Generator, PixelRange Range) GeneratorOf(
        RecipeNetworks networks, NetworkContext context, CustomParts? custom)
    {
        var recipe = networks.Recipe;
        if (recipe.Conditioning.NeedsLabels && context.Classes == 0)
            throw recipe.Error(
                RecipeKeys.Conditioning,
                "the data has no labels to condition on; use data with labels or --set conditioning=none");
        var range = custom?.Generator is null ? networks.PixelRange : custom.Pixels;
        var generator = custom?.Generator?.Invoke(context) ?? networks.Generator(context);
        RecipeNetworks.Expect(
            recipe, RecipeKeys.Generator, generator.OutputShape([recipe.Latent.Size]), context.Sample);
        return (generator, range);
    }
}
