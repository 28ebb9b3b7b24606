using GanSharp.Conditioning;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Terms;

namespace GanSharp;

/// <summary>A generator and its discriminator, built from a recipe for images of one size.</summary>
public sealed class GanModel
{
    private readonly Func<Module> _buildGenerator;

    /// <summary>The networks of <paramref name="recipe"/>, their parameters still zero.</summary>
    /// <param name="recipe">What to build.</param>
    /// <param name="context">Image size, classes and element type.</param>
    /// <param name="custom">Parts written in C#; none by default.</param>
    /// <exception cref="GanSharpException">The networks do not fit each other, the images or the terms; the message says where.</exception>
    public GanModel(Recipe recipe, NetworkContext context, CustomParts? custom = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        (Context, Latent, Conditioning) = (context, recipe.Latent, recipe.Conditioning);
        if (Conditioning.NeedsLabels && context.Classes == 0)
        {
            throw new GanSharpException(
                $"recipe {recipe.Name} is conditioned on classes, but the data has no labels; use data with labels or --set conditioning=none");
        }
        _buildGenerator = custom?.Generator is { } generator ? () => generator(context) : () => RecipeNetworks.Generator(recipe, context);
        Range = custom?.Generator is null ? recipe.PixelRange : custom.Pixels;
        Generator = BuildGenerator();
        Discriminator = custom?.Discriminator?.Invoke(context) ?? RecipeNetworks.Discriminator(recipe, context);
        RecipeNetworks.Expect(recipe, RecipeKeys.Generator, Generator.OutputShape([Latent.Size]), context.Sample);
        TermNeeds.Check(recipe, custom?.Terms ?? [], Discriminator.Parts);
    }

    /// <summary>From noise (N, latent) to images (N, C, H, W).</summary>
    public Module Generator { get; }

    /// <summary>The generator's opponent.</summary>
    public Discriminator Discriminator { get; }

    /// <summary>The noise that the generator takes.</summary>
    public Latent Latent { get; }

    /// <summary>How the networks learn of classes.</summary>
    public LabelConditioning Conditioning { get; }

    /// <summary>Image size, classes and element type.</summary>
    public NetworkContext Context { get; }

    /// <summary>The range of the generator's pixels.</summary>
    public PixelRange Range { get; }

    /// <summary>Whether a generated image is asked to have a class.</summary>
    public bool IsConditional => Conditioning.NeedsLabels;

    /// <summary>A second generator of the same structure, its parameters zero.</summary>
    public Module BuildGenerator() => _buildGenerator();
}
