using GanSharp.Data;
using GanSharp.Init;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Optim;
using GanSharp.Text;

namespace GanSharp.Recipes;

/// <summary>Every key of a recipe: the one place that YAML files, <c>--set</c> and listings share.</summary>
public static class RecipeKeys
{
    internal const string Generator = "generator",
        Discriminator = "discriminator", ClassHead = "class-head", CodeHead = "code-head", Decoder = "decoder",
        Conditioning = "conditioning", Terms = "terms", Augment = "augment", Shards = "shards";

    /// <summary>The keys, in the order in which recipes are written.</summary>
    public static IReadOnlyList<RecipeKey> All { get; } =
    [
        RecipeKey.Text("name", "what the recipe is called", r => r.Name, (r, text) => r with { Name = text }) with
        {
            IsDescription = true,
            Get = r => [r.Name], // written even if empty, since a recipe without a name takes its file's
        },
        RecipeKey.Text("about", "what it is, in a line", r => r.About, (r, text) => r with { About = text }) with
        {
            IsDescription = true,
        },
        RecipeKey.Text("paper", "where the paper is", r => r.Paper, (r, text) => r with { Paper = text }) with
        {
            IsDescription = true,
        },
        RecipeKey.Text(
            "latent",
            "the generator's noise: SIZE normal, SIZE truncated-normal LIMIT or SIZE uniform LOW HIGH; "
                + "codes after a +, such as SIZE categorical",
            r => r.Latent.ToString(), (r, text) => r with { Latent = Latent.Parse(text) }),
        RecipeKey.Text(
            Conditioning,
            "how the networks use classes: none, concat, or the generator's way and the discriminator's; "
                + "optional before them allows data without classes",
            r => r.Conditioning.ToString(), (r, text) => r with { Conditioning = LabelConditioning.Parse(text) }),
        RecipeKey.Lines(
            Generator, "layers from noise to image, ending in tanh or sigmoid",
            r => r.Generator,
            (r, lines) => r with { Generator = lines }),
        RecipeKey.Lines(
            Discriminator, "layers from image to one number; the last line is the head, the others end in features",
            r => r.Discriminator,
            (r, lines) => r with { Discriminator = lines }),
        RecipeKey.Lines(
            ClassHead, "layers from features to a logit for each class, for conditioning auxiliary",
            r => r.ClassHead,
            (r, lines) => r with { ClassHead = lines }),
        RecipeKey.Lines(
            CodeHead,
            "layers from features to estimates of the codes: "
                + "a logit per category, mean and log variance per continuous code",
            r => r.CodeHead, (r, lines) => r with { CodeHead = lines }),
        RecipeKey.Lines(
            Decoder, "layers from features back to an image; the discriminator is then an auto-encoder",
            r => r.Decoder,
            (r, lines) => r with { Decoder = lines }),
        RecipeKey.Lines(
            Terms,
            "losses and penalties; a number before a term is its weight (0.5 hinge), "
                + "two are its weights for D and for G",
            r => r.Terms, (r, lines) => r with { Terms = lines }),
        RecipeKey.Lines(
            Augment,
            "random transforms through which the discriminator sees all images, such as flip, translation, colour; "
                + "adaptive before them adapts their probability",
            r => r.Augment, (r, lines) => r with { Augment = lines }) with
        {
            IsOptional = true,
        },
        RecipeKey.Whole("critic-steps", "discriminator steps per generator step, 1 to 100", 1, 100, r => r.CriticSteps,
            (r, n) => r with { CriticSteps = (int)n }),
        RecipeKey.Text(
            "optimizer", "both optimisers, such as adam 2e-4 0.5 0.999",
            r => Both(r) ? OptimizerText.Format(r.GeneratorOptimizer) : "",
            (r, text) => r with
            {
                GeneratorOptimizer = OptimizerText.Parse(text),
                DiscriminatorOptimizer = OptimizerText.Parse(text),
            }).Changeable(),
        RecipeKey.Text(
            "generator-optimizer", "the generator's optimiser",
            r => Both(r) ? "" : OptimizerText.Format(r.GeneratorOptimizer),
            (r, text) => r with { GeneratorOptimizer = OptimizerText.Parse(text) }).Changeable(),
        RecipeKey.Text(
            "discriminator-optimizer", "the discriminator's optimiser",
            r => Both(r) ? "" : OptimizerText.Format(r.DiscriminatorOptimizer),
            (r, text) => r with { DiscriminatorOptimizer = OptimizerText.Parse(text) }).Changeable(),
        RecipeKey.Text("learning-rate", "changes the learning rate of both optimisers", _ => "", (r, text) => r with
        {
            GeneratorOptimizer = OptimizerText.WithLearningRate(r.GeneratorOptimizer, text),
            DiscriminatorOptimizer = OptimizerText.WithLearningRate(r.DiscriminatorOptimizer, text),
        }).Changeable() with { ShortName = "lr" },
        RecipeKey.OptionalShare(
            "learning-rate-decay",
            "the final share of the training, 0 to 1, in which both learning rates fall linearly to 0; 0 for none",
            r => r.LearningRateDecay, (r, share) => r with { LearningRateDecay = share }).Changeable() with
        {
            ShortName = "lr-decay",
        },
        RecipeKey.Text(
            "init", "how weights are initialised: normal STD, fan-in-normal, fan-in-uniform, xavier-uniform, "
                + "equalized, fixup SLOPE",
            r => InitializerText.Format(r.Init),
            (r, text) => r with { Init = InitializerText.Parse(text) }),
        RecipeKey.Text(
            "ema",
            "the averaged generator that is sampled and saved: its decay per step, such as 0.999, or its half-life in "
                + "images shown, such as 10000 images; 0 for none",
            r => r.Ema.ToString(), (r, text) => r with { Ema = AverageDecay.Parse(text) }),
        RecipeKey.Text("dataset", "the data set", r => r.Dataset, (r, text) => r with { Dataset = text }),
        RecipeKey.Names(
            "classes", "the classes to train on, such as 4, 9; all when none is named",
            r => r.Selection.Classes,
            (r, names) => r with { Selection = r.Selection with { Classes = names } }),
        RecipeKey.Whole(
            "limit", "train on N images of those classes, in proportion; 0 for all", 0, int.MaxValue,
            r => r.Selection.Limit,
            (r, n) => r with { Selection = r.Selection with { Limit = (int)n } }),
        RecipeKey.Whole(
            "image-size",
            "side of the square that images are scaled to, 4 to 1024 pixels; 0 keeps their size",
            0,
            ImageSelection.LargestSize,
            r => r.Selection.ImageSize,
            (r, n) => r with { Selection = r.Selection with { ImageSize = (int)n } }),
        RecipeKey.Choice(
            "crop",
            "how scaled images become squares: centre keeps the central square, fit squeezes, pad adds background",
            r => r.Selection.Crop,
            (r, crop) => r with { Selection = r.Selection with { Crop = crop } }).Optional(),
        RecipeKey.Text(
            "background", "colour under transparent pixels and around padded images: white, black or #rrggbb",
            r => r.Selection.Background.ToString(),
            (r, text) => r with { Selection = r.Selection with { Background = PixelColor.Parse(text) } }).Optional(),
        RecipeKey.Flag(
            "skip-damaged", "leave out damaged pictures instead of stopping at the first: true or false",
            r => r.Selection.SkipDamaged,
            (r, skip) => r with { Selection = r.Selection with { SkipDamaged = skip } }).Optional(),
        RecipeKey.Whole(
            "batch-size", "images per batch, 1 to 65536", 1, 65_536,
            r => r.BatchSize,
            (r, n) => r with { BatchSize = (int)n }),
        RecipeKey.Whole(
            Shards, "equal parts of a batch, which processes can share; 1 to 4096", 1, 4096,
            r => r.Shards,
            (r, n) => r with { Shards = (int)n }).Optional(),
        RecipeKey.Whole(
            "epochs", "how often all images are seen, 1 to 1000000", 1, 1_000_000,
            r => r.Epochs,
            (r, n) => r with { Epochs = (int)n }).Changeable(),
        RecipeKey.Whole(
            "steps", "generator steps to train; 0 for as many as the epochs take", 0, 1_000_000_000,
            r => r.Steps,
            (r, n) => r with { Steps = (int)n }).Changeable(),
        RecipeKey.Whole(
            "sample-rows", "rows of a sample grid, 1 to 32", 1, 32,
            r => r.SampleRows,
            (r, n) => r with { SampleRows = (int)n }),
        RecipeKey.Whole(
            "sample-every", "generator steps between extra sample grids; 0 for none", 0, 1_000_000_000,
            r => r.SampleEvery,
            (r, n) => r with { SampleEvery = (int)n }).Changeable(),
        RecipeKey.Whole(
            "checkpoint-every", "generator steps between extra checkpoints; 0 for one after each epoch only", 0,
            1_000_000_000,
            r => r.CheckpointEvery, (r, n) => r with { CheckpointEvery = (int)n }).Changeable(),
        RecipeKey.Whole(
            "evaluate-every", "generator steps between evaluations by Fréchet distance and other metrics; 0 for none",
            0, 1_000_000_000,
            r => r.EvaluateEvery, (r, n) => r with { EvaluateEvery = (int)n }).Changeable(),
        RecipeKey.Whole(
            "save-epochs", "epochs from one sample grid and checkpoint to the next, 1 to 1000000", 1, 1_000_000,
            r => r.SaveEpochs, (r, n) => r with { SaveEpochs = (int)n }).Changeable().Optional(),
        RecipeKey.Whole(
            "keep", "how many of the newest checkpoints to keep, in addition to the best; 1 to 1000", 1, 1000,
            r => r.Keep,
            (r, n) => r with { Keep = (int)n }).Changeable(),
        RecipeKey.Choice(
            "on-nan",
            "when numbers are no longer finite: stop, or rollback to the last checkpoint with halved learning rates",
            r => r.OnNan,
            (r, response) => r with { OnNan = response }).Changeable(),
        RecipeKey.Whole(
            "seed", "the seed of all randomness", long.MinValue, long.MaxValue,
            r => r.Seed,
            (r, n) => r with { Seed = n }),
    ];

    /// <summary>Finds the key of that name or short name.</summary>
    /// <exception cref="GanSharpException">There is none; the message suggests the nearest.</exception>
    public static RecipeKey Find(string name) => All.FirstOrDefault(key => key.Name == name || key.ShortName == name)
        ?? throw new GanSharpException(
            $"there is no setting '{name}'{Nearest.Hint(name, All.Select(key => key.Name))}");

    /// <summary>
    /// Returns the recipe with one setting changed, as <c>--set KEY=VALUE</c> does; semicolons separate the lines of a
    /// list.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such setting, or the value is not valid for it.</exception>
    public static Recipe With(this Recipe recipe, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var key = Find(name);
        try
        {
            return key.Set(recipe with { Source = recipe.Source?.Without(key.Name) }, key.LinesOf(value));
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException($"{key.Name}: {error.Message}", error);
        }
    }

    /// <summary>
    /// Returns the recipe with several settings changed, in that order. Epochs replace the recipe's own steps; steps
    /// among the settings take precedence over epochs.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such setting, or the value is not valid for it.</exception>
    public static Recipe With(this Recipe recipe, IReadOnlyCollection<(string Key, string Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var start = settings.Any(setting => setting.Key == "epochs") ? recipe with { Steps = 0 } : recipe;
        return settings.Aggregate(start, (changed, setting) => changed.With(setting.Key, setting.Value));
    }

    private static bool Both(Recipe recipe) => recipe.GeneratorOptimizer == recipe.DiscriminatorOptimizer;
}
