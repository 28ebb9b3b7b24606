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

/// <summary><c>gansharp evaluate</c>: holds samples against real test images.</summary>
internal sealed class EvaluateCommand : ToolCommand
{
    private readonly Argument<string> _samples = new("SAMPLES")
    {
        Description =
            "a run: its folder, its number or name under runs/, a .safetensors file, or latest; or images: a folder of PNG files, or an IDX file "
            + "(PREFIX-images.idx, with PREFIX-labels.idx beside it)",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _dataset = NewOption.Dataset(
        "the real images; by default those that the run was trained on");
    private readonly Option<string?> _data = NewOption.Text("--data", "DIR", "the folder with the data set's files");
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "download nothing; the data set must be here");
    private readonly Option<string?>[] _selection =
    [
        NewOption.Names(
            "--classes", "NAME[,NAME...]", "only real images of these classes; by default those of the run"),
        NewOption.Text(
            "--image-size", "N", "scale images to squares of that side in pixels; by default that of the run"),
    ];

    private readonly Option<string?> _features = NewOption.Features();
    private readonly Option<int?> _count = NewOption.Number(
        "--samples", "samples to draw from a run; 10000 by default", 100, 1_000_000);
    private readonly Option<long?> _seed = NewOption.Number(
        "--seed", "what noise and resamples are derived from; 1 by default", long.MinValue, long.MaxValue);

    private readonly Option<int?> _resamples = NewOption.Number(
        "--resamples", "resamples that intervals come from, 0 for none; 100 by default", 0, 10_000);

    private readonly Option<string?> _nearest = NewOption.Text(
        "--nearest", "FILE.png", "a picture of samples, each beside its nearest training images");
    private readonly Option<bool> _accuracyScore = NewOption.Flag(
        "--accuracy-score",
        "also train a classifier on the samples alone and test it on the real images, which takes minutes");

    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag("--json", "print a line of JSON, and nothing else");

    public EvaluateCommand(CliEnvironment environment) : base(
        "evaluate",
        "Hold samples against real test images: FID, KID, precision, recall, classes, copies of training images. "
            + "Floors are the figures of training images.", environment,
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
                .. _selection, _features, _count, _seed, _resamples, _accuracyScore, _nearest, _threads, _json,
            ];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (path, nearest) = (PathOf(parsed.GetRequiredValue(_samples)), Environment.At(parsed.GetValue(_nearest)));
        if (nearest is not null)
            FileKind.Png.CheckReplaceable(nearest);
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        var generator = IsImages(path) ? null
            : Path.Exists(path) ? RunFolders.GeneratorOf(path)
            : throw RunFolders.Missing(path, "run, generator (.safetensors), folder of images or IDX file");
        var recipe = RecipeOf(generator, parsed);
        var sampler = generator is null ? null : GeneratorFile.Load(generator);
        var features = FeatureNetworks.For(recipe.Dataset, Environment.AtFeatures(parsed.GetValue(_features)));
        var real = await RealData.LoadAsync(
            Environment, recipe, parsed.GetValue(_data), parsed.GetValue(_offline), parsed.GetValue(_json),
            cancellation);
        var evaluator = new Evaluator(features, real.Training, real.Test, OptionsOf(parsed));
        var samples = Watch("drawing samples", progress => sampler is null
            ? ImageFiles.Load(path, real.Test.ClassNames, recipe.Selection.ImageSize, progress, cancellation)
            : evaluator.Draw(sampler, progress, cancellation));
        var evaluation = Watch("evaluating", progress => evaluator.Evaluate(samples, progress, cancellation));
        if (nearest is not null)
            PngWriter.Save(nearest, evaluator.NearestPicture(samples, cancellation: cancellation));
        Show(
            parsed, generator ?? path, recipe.Dataset, real.IsHeldOut, nearest, evaluation,
            [real.Training, real.Test, samples]);
        return ExitCode.Success;

        T Watch<T>(string doing, Func<IProgress<double>?, T> work) =>
            LoadingView.Watch(Environment, parsed.GetValue(_json), work, doing);
    }

    /// <summary>
    /// Whether a path is that of images: an existing file that is no generator, or an existing folder that is no run.
    /// </summary>
    private static bool IsImages(string path) => Directory.Exists(path)
        ? !File.Exists(Path.Combine(path, RunFolders.GeneratorName))
            && !File.Exists(Path.Combine(path, RunFolder.RecipeName))
        : File.Exists(path) && !FeatureNetworks.IsPath(path);

    /// <summary>
    /// Says which real images are meant: those of the run, but for what the command line says of them.
    /// </summary>
    private Recipe RecipeOf(string? generator, ParseResult parsed)
    {
        var name = parsed.GetValue(_dataset);
        var recipe = generator is not null ? GeneratorFile.LoadRecipe(generator)
            : name is not null ? new Recipe { Name = name }
            : throw new GanSharpException(
                "which real images are these like? Name their data set with --dataset NAME (see gansharp data)");
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

    private void Show(
        ParseResult parsed, string source, string dataset, bool isHeldOut, string? nearest, Evaluation evaluation,
        IReadOnlyList<ImageDataset> sources)
    {
        if (parsed.GetValue(_json))
        {
            Environment.WriteJson(new
            {
                Source = source,
                Dataset = dataset,
                IsHeldOut = isHeldOut,
                Nearest = nearest,
                LeftOut = sources.SelectMany(images => images.LeftOut).Distinct(),
                Evaluation = evaluation,
            });
            return;
        }
        Environment.Out.WriteLine(
            $"{source}: {evaluation.Samples} samples against {evaluation.Reference} test images of {dataset}, "
            + $"in features of {evaluation.Features}");
        LeftOutText.Write(Environment, sources);
        if (!isHeldOut)
        {
            Environment.Out.WriteLine(
                $"{dataset} has no test part: every fifth image of each class stands in for it, which a generator may have been trained on");
        }
        EvaluationListing.Write(Environment, evaluation);
        if (nearest is not null)
            Environment.Out.WriteLine($"{nearest}: samples, each beside its nearest training images");
    }
}
