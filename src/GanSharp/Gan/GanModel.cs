using GanSharp.Conditioning;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp;

/// <summary>A generator and its discriminator, built from a recipe for images of one size.</summary>
public sealed class GanModel
{
    private readonly IReadOnlyList<string> _generatorLines;

    /// <summary>The networks of <paramref name="recipe"/>, their parameters still zero.</summary>
    /// <param name="recipe">What to build.</param>
    /// <param name="context">Image size, classes and element type.</param>
    /// <exception cref="GanSharpException">The networks do not fit each other or the images; the message says where.</exception>
    public GanModel(Recipe recipe, NetworkContext context)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Latent = recipe.Latent;
        Conditioning = LabelConditioning.Find(recipe.Conditioning);
        if (Conditioning.NeedsLabels && context.Classes == 0)
        {
            throw new GanSharpException(
                $"recipe {recipe.Name} is conditioned on classes, but the data has no labels; use data with labels or --set conditioning=none");
        }
        Shape image = [context.Image.Channels, context.Image.Height, context.Image.Width];
        _generatorLines = recipe.Generator;
        Generator = BuildGenerator();
        Discriminator = Build("discriminator", recipe.Discriminator, image);
        Range = recipe.PixelRange;
        Expect("generator", Generator.OutputShape([Latent.Size]), image);
        Expect("discriminator", Discriminator.OutputShape(image), [1]);
    }

    /// <summary>From noise (N, latent) to images (N, C, H, W).</summary>
    public Sequential Generator { get; }

    /// <summary>From images (N, C, H, W) to one number each, (N, 1).</summary>
    public Sequential Discriminator { get; }

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
    public Sequential BuildGenerator() => Build("generator", _generatorLines, [Latent.Size]);

    private Sequential Build(string network, IReadOnlyList<string> lines, Shape input)
    {
        try
        {
            (string, Module)? first = Conditioning.Input is { } create ? ("concat-labels", create(Context.Classes)) : null;
            return NetworkBuilder.Build(lines, input, Context, first);
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException($"{network}: {error.Message}", error);
        }
    }

    private static void Expect(string network, Shape actual, Shape expected)
    {
        if (actual != expected)
            throw new GanSharpException($"{network}: yields samples of {actual}, but {expected} is needed; change its last layers");
    }
}
