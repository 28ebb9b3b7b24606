using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Reports;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary>A command that trains: what beginning a training and going on with one have in common.</summary>
internal abstract class TrainingCommand : ToolCommand
{
    private readonly Option<string?> _data = NewOption.Text("--data", "DIR", "the folder with the data set's files");
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "download nothing; the data set must be here");
    private readonly Option<string?> _features = NewOption.Features();
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<Device?> _device = NewOption.Device();
    private readonly Option<bool> _profile = NewOption.Flag(
        "--profile", "print in the end which kernels took how long");
    private readonly Option<bool> _json = NewOption.Flag("--json", "print events as lines of JSON, and nothing else");

    protected TrainingCommand(string name, string about, CliEnvironment environment, params string[] examples)
        : base(name, about, environment, examples) =>
        (Data, Output, Plain) = ([_data, _offline], [_features, _threads, _device, _profile, _json], [_threads, _json]);

    /// <summary>Options that say where the data is.</summary>
    protected IReadOnlyList<Option> Data { get; }

    /// <summary>Options that say how to train, and what to print.</summary>
    protected IReadOnlyList<Option> Output { get; }

    /// <summary>The same for a command that trains more than once.</summary>
    protected IReadOnlyList<Option> Plain { get; }

    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Where the data is said to be; null where nothing is said.</summary>
    protected string? FolderOf(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>
    /// Loads the images of a valid recipe, which are downloaded first where that is needed and wanted.
    /// </summary>
    protected async Task<ImageDataset> LoadDataAsync(Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        recipe.Validate();
        await FetchDataAsync(recipe, parsed, cancellation);
        UseThreads(parsed);
        return LoadData(recipe, parsed, cancellation);
    }

    /// <summary>Downloads the images of a recipe where that is needed and wanted.</summary>
    protected async Task FetchDataAsync(Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        if (FolderOf(parsed) is null && !parsed.GetValue(_offline))
            await Download.IfMissingAsync(Environment, recipe.Dataset, IsJson(parsed), cancellation);
    }

    /// <summary>Loads the images of a recipe, which are here.</summary>
    protected ImageDataset LoadData(Recipe recipe, ParseResult parsed, CancellationToken cancellation) =>
        LeftOutText.Told(
            Environment, IsJson(parsed),
            RealData.Load(Environment, recipe, FolderOf(parsed), IsJson(parsed), cancellation));

    /// <summary>
    /// What evaluates samples of a training on those images; null where its recipe asks for no evaluation.
    /// </summary>
    protected GeneratorEvaluator? EvaluatorOf(
        Recipe recipe, ImageDataset images, ParseResult parsed, CancellationToken cancellation)
    {
        var features = parsed.GetValue(_features);
        if (recipe.EvaluateEvery == 0)
            return features is null
                ? null
                : throw new GanSharpException(
                    "--features goes with --evaluate-every N, which says how often samples are evaluated");
        var network = FeatureNetworks.For(recipe.Dataset, Environment.AtFeatures(features));
        var real = LoadingView.Watch(Environment, IsJson(parsed),
            progress => RealImages.For(recipe, images, Environment.At(FolderOf(parsed)), progress, cancellation));
        return new Evaluator(network, real.Training, real.Test, new() { Resamples = 0 }).Evaluate;
    }

    /// <summary>What a trainer works with.</summary>
    protected TrainerOptions OptionsOf(
        Recipe recipe, ImageDataset images, ParseResult parsed,
        CancellationToken cancellation) =>
        new()
        {
            Time = Environment.Time,
            Evaluate = EvaluatorOf(recipe, images, parsed, cancellation),
            Device = parsed.GetValue(_device) ?? Device.Cpu,
        };

    /// <summary>Computes with as many threads as are asked for.</summary>
    protected void UseThreads(ParseResult parsed) => Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;

    /// <summary>Trains to the end, or until stopped.</summary>
    protected async Task<int> TrainAsync(WatchedTraining training, ParseResult parsed, CancellationToken cancellation)
    {
        View<TrainingEvent> view = IsJson(parsed) ? new JsonView(Environment, training)
            : Environment.Terminal is { } terminal ? new TerminalView(Environment, terminal, training)
            : new PlainView(Environment, training);
        using var profile = parsed.GetValue(_profile) ? KernelProfile.Start() : null;
        try
        {
            Environment.Work.IsUnsaved = true;
            var exit = await WatchAsync(training, Lasting(view), cancellation);
            if (exit == ExitCode.Success)
                Report(training, IsJson(parsed));
            if (profile is not null)
                ProfileListing.Write(Environment, profile.Uses, IsJson(parsed));
            return exit;
        }
        catch (Exception error)
        {
            throw new RunFailedException(error);
        }
    }

    /// <summary>The view, without which the training goes on if it fails.</summary>
    protected View<T> Lasting<T>(View<T> view) => new LastingView<T>(
        view, error => Environment.Lose($"the display failed, and the training goes on without it: {error.Message}"));

    private async Task<int> WatchAsync(
        WatchedTraining training, View<TrainingEvent> view, CancellationToken cancellation)
    {
        try
        {
            var told = 0;
            await view.WatchAsync(async () =>
            {
                await foreach (var happened in training.Run.TrainAsync(cancellation))
                {
                    foreach (var message in training.Run.Unwritten.Skip(told))
                        Environment.Lose($"{message}; the training goes on without it");
                    told = training.Run.Unwritten.Count;
                    view.Show(happened);
                }
            });
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            if (Environment.Work.TryEnd())
                Environment.Error.WriteLine($"{Tool.Name}: {new TrainingText(training).Stopped()}");
            return ExitCode.Stopped;
        }
        finally
        {
            Environment.Work.IsUnsaved = false;
        }
    }

    /// <summary>Writes the page about a finished training, which stays finished when that fails.</summary>
    private void Report(WatchedTraining training, bool json)
    {
        try
        {
            var page = RunReport.Write(training.Run.Folder);
            if (json)
                Environment.WriteJson(new { Event = "report", Page = page });
            else
                Environment.Out.WriteLine($"{page}: samples, curves and settings, for the browser");
        }
        catch (Exception error)
        {
            Environment.Lose($"the training is done, but its report could not be written: {error.Message}");
        }
    }
}
