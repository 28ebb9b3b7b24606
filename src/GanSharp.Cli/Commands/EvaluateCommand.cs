using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp evaluate</c>: compares samples with real test images.</summary>
internal sealed class EvaluateCommand : ToolCommand
{
    private readonly Argument<string> _samples = new("SAMPLES")
    {
        Description =
            "a run (folder, number, name or latest), a generator, pictures (folder or zip), or an IDX file",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _dataset = NewOption.Dataset(
        "data set of the real images; by default that of the run");
    private readonly Option<string?> _data = NewOption.Data();
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "do not download anything");
    private readonly Option<string?>[] _selection =
    [
        NewOption.Classes("use only these classes; by default those of the run"),
        NewOption.Text("--image-size", "N", "scale images to N×N pixels; by default the size of the run"),
        .. NewOption.Pictures(),
    ];

    private readonly Option<string?> _features = NewOption.Features();
    private readonly Option<int?> _count = NewOption.Number(
        "--samples", "samples to draw from a run; 10000 by default", 100, 1_000_000);
    private readonly Option<long?> _seed = NewOption.Number(
        "--seed", "seed of noise and resamples; 1 by default", long.MinValue, long.MaxValue);

    private readonly Option<int?> _resamples = NewOption.Number(
        "--resamples", "bootstrap resamples for the intervals, 0 for none; 100 by default", 0, 10_000);

    private readonly Option<string?> _nearest = NewOption.Text(
        "--nearest", "FILE.png", "write a picture of samples next to their nearest training images");
    private readonly Option<string?> _featuresOut = NewOption.Text(
        "--features-out", "FILE.npz", "write the features of the real images and the samples, for NumPy");
    private readonly Option<bool> _accuracyScore = NewOption.Flag(
        "--accuracy-score",
        "also train a classifier on the samples and test it on the real images (takes minutes)");

    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");

    public EvaluateCommand(CliEnvironment environment) : base(
        "evaluate",
        "Compare samples with real test images: FID, KID, precision, recall and more.", environment,
        "gansharp evaluate",
        "gansharp evaluate runs/0003-cgan --nearest nearest.png",
        "gansharp evaluate ~/drawn --dataset mnist",
        "gansharp evaluate fake-images.idx --dataset mnist --data ~/mnist --features my-mnist.safetensors --json")
    {
        _samples.CompletionSources.Add(Runs);
        Add(_samples);
        IEnumerable<Option> options =
            [
                _dataset, _data, _offline,
                .. _selection, _features, _count, _seed, _resamples, _accuracyScore, _nearest, _featuresOut, _threads,
                _json,
            ];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    public override bool SharesWork => true;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (path, nearest) = (PathOf(parsed.GetRequiredValue(_samples)), Environment.At(parsed.GetValue(_nearest)));
        var featuresOut = Environment.At(parsed.GetValue(_featuresOut));
        if (nearest is not null)
            FileKind.Png.CheckReplaceable(nearest);
        if (featuresOut is not null)
            NpzWriter.Kind.CheckReplaceable(featuresOut);
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        var generator = IsImages(path) ? null
            : Path.Exists(path) ? RunFolders.GeneratorOf(path)
            : throw RunFolders.Missing(path, "run, generator (.safetensors), folder of images or IDX file");
        var recipe = RecipeOf(generator, parsed);
        var sampler = generator is null ? null : GeneratorFile.Load(generator);
        var (features, real) = await Environment.Processes.FirstThenOthersAsync(
            () => LoadAsync(recipe, parsed, cancellation));
        var evaluator = new Evaluator(features, real.Training, real.Test, OptionsOf(parsed))
        {
            Processes = Environment.Processes,
            Compared = featuresOut is null || !Environment.Processes.IsFirst ? null
                : (ofReal, ofSamples) => FeatureFile.Save(featuresOut, ofReal, ofSamples),
        };
        var samples = Watch("drawing samples", progress => sampler is null
            ? ImageFiles.Load(path, real.Test.ClassNames, recipe.Selection, progress, cancellation)
            : evaluator.Draw(sampler, progress, cancellation));
        var evaluation = Watch("evaluating", progress => evaluator.Evaluate(samples, progress, cancellation));
        if (nearest is not null && Environment.Processes.IsFirst)
            PngWriter.Save(nearest, evaluator.NearestPicture(samples, cancellation: cancellation));
        Show(new(generator ?? path, recipe.Dataset, real.IsHeldOut, nearest, featuresOut, evaluation,
            [real.Training, real.Test, samples]), parsed.GetValue(_json));
        return ExitCode.Success;

        T Watch<T>(string doing, Func<IProgress<double>?, T> work) =>
            LoadingView.Watch(Environment, parsed.GetValue(_json), work, doing);
    }

    /// <summary>Loads the feature network, or learns it, and the real images.</summary>
    private async Task<(FeatureNetwork Features, RealImages Real)> LoadAsync(
        Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        var features = FeatureNetworks.Find(recipe.Dataset, Environment.AtFeatures(parsed.GetValue(_features)));
        var real = await RealData.LoadAsync(
            Environment, recipe, parsed.GetValue(_data), parsed.GetValue(_offline), parsed.GetValue(_json),
            cancellation);
        return (
            features ?? LearnedFeaturesView.Show(
                Environment, real, silent: parsed.GetValue(_json), json: false, cancellation),
            real);
    }

    /// <summary>
    /// Whether a path holds images: a file that is not a generator, or a folder that is not a run.
    /// </summary>
    private static bool IsImages(string path) => Directory.Exists(path)
        ? !File.Exists(Path.Combine(path, RunFolders.GeneratorName))
            && !File.Exists(Path.Combine(path, RunFolder.RecipeName))
        : File.Exists(path) && !FeatureNetworks.IsPath(path);

    /// <summary>
    /// Returns a recipe that describes the real images: that of the run, overridden by the options.
    /// </summary>
    private Recipe RecipeOf(string? generator, ParseResult parsed)
    {
        var name = parsed.GetValue(_dataset);
        var recipe = generator is not null ? GeneratorFile.LoadRecipe(generator)
            : name is not null ? new Recipe { Name = name }
            : throw new GanSharpException(
                "which real images should these be compared with? Name a data set with --dataset NAME "
                + "(see gansharp data)");
        recipe = recipe.With([.. SettingsOf(parsed, [_dataset, .. _selection])]);
        Datasets.Find(recipe.Dataset);
        return recipe;
    }

    private EvaluationOptions OptionsOf(ParseResult parsed)
    {
        var defaults = new EvaluationOptions();
        return new()
        {
            Samples = parsed.GetValue(_count) ?? defaults.Samples,
            Resamples = parsed.GetValue(_resamples) ?? defaults.Resamples,
            Seed = parsed.GetValue(_seed) ?? defaults.Seed,
            AccuracyScore = parsed.GetValue(_accuracyScore),
        };
    }

    private void Show(Result result, bool json)
    {
        var (source, dataset, isHeldOut, nearest, features, evaluation, images) = result;
        if (json)
        {
            Environment.WriteJson(new
            {
                Source = source,
                Dataset = dataset,
                IsHeldOut = isHeldOut,
                Nearest = nearest,
                FeaturesOut = features,
                LeftOut = images.SelectMany(each => each.LeftOut).Distinct(),
                Evaluation = evaluation,
            });
            return;
        }
        Environment.Out.WriteLine(
            $"{source}: {evaluation.Samples} samples compared with {evaluation.Reference} test images of {dataset}, "
            + $"features: {evaluation.Features}");
        LeftOutText.Write(Environment, images);
        if (!isHeldOut)
        {
            Environment.Out.WriteLine(
                $"{dataset} has no test part: every fifth image of each class is used as one, "
                + "although the generator may have been trained on it");
        }
        EvaluationListing.Write(Environment, evaluation);
        if (nearest is not null)
            Environment.Out.WriteLine($"{nearest}: samples next to their nearest training images");
        if (features is not null)
            Environment.Out.WriteLine($"{features}: the features of the real images and the samples");
    }

    /// <summary>The result of the command.</summary>
    /// <param name="Source">The path of the samples or their generator.</param>
    /// <param name="Dataset">The data set of the real images.</param>
    /// <param name="IsHeldOut">Whether the real images are a test part.</param>
    /// <param name="Nearest">The path of the picture with the nearest training images; null if there is none.</param>
    /// <param name="Features">The path of the features; null if they were not written.</param>
    /// <param name="Evaluation">The figures.</param>
    /// <param name="Images">All images that were read.</param>
    private sealed record Result(
        string Source, string Dataset, bool IsHeldOut, string? Nearest, string? Features, Evaluation Evaluation,
        IReadOnlyList<ImageDataset> Images);
}
