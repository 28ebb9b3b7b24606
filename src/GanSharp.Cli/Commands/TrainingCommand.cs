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

/// <summary>The base of commands that train: the common options, the loading of data and the training itself.</summary>
internal abstract class TrainingCommand : ToolCommand
{
    private readonly Option<string?> _data = NewOption.Data();
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "do not download anything");
    private readonly Option<string?> _features = NewOption.Features();
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<Device?> _device = NewOption.Device();
    private readonly Option<bool> _profile = NewOption.Flag(
        "--profile", "print the time spent in each kernel at the end");
    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object per event and nothing else");

    protected TrainingCommand(string name, string about, CliEnvironment environment, params string[] examples)
        : base(name, about, environment, examples) =>
        (Data, Output, Plain) = ([_data, _offline], [_features, _threads, _device, _profile, _json], [_threads, _json]);

    /// <summary>The options for the location of the data.</summary>
    protected IReadOnlyList<Option> Data { get; }

    /// <summary>The options for how to train and what to print.</summary>
    protected IReadOnlyList<Option> Output { get; }

    /// <summary>The options of <see cref="Output"/> for a command that trains more than once.</summary>
    protected IReadOnlyList<Option> Plain { get; }

    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Returns the folder of <c>--data</c>; null if the option is omitted.</summary>
    protected string? FolderOf(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>
    /// Checks a recipe and loads its images. Downloads them first if they are missing and the options allow it.
    /// </summary>
    protected async Task<ImageDataset> LoadDataAsync(Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        recipe.Validate();
        UseThreads(parsed);
        return await Environment.Processes.FirstThenOthersAsync(async () =>
        {
            await FetchDataAsync(recipe, parsed, cancellation);
            return LoadData(recipe, parsed, cancellation);
        });
    }

    /// <summary>Downloads the images of a recipe if they are missing and the options allow it.</summary>
    protected async Task FetchDataAsync(Recipe recipe, ParseResult parsed, CancellationToken cancellation)
    {
        if (IsFetched(recipe, parsed))
            await Download.RunAsync(Environment, recipe.Dataset, IsJson(parsed), cancellation);
    }

    /// <summary>Whether <see cref="FetchDataAsync"/> downloads the images of a recipe.</summary>
    protected bool IsFetched(Recipe recipe, ParseResult parsed) =>
        FolderOf(parsed) is null && !parsed.GetValue(_offline) && Download.IsNeeded(recipe.Dataset);

    /// <summary>Loads the images of a recipe from local files.</summary>
    protected ImageDataset LoadData(Recipe recipe, ParseResult parsed, CancellationToken cancellation) =>
        LeftOutText.Report(
            Environment, IsJson(parsed),
            RealData.Load(Environment, recipe, FolderOf(parsed), IsJson(parsed), cancellation));

    /// <summary>
    /// Returns the evaluator for a training on <paramref name="images"/>; null if the recipe has no evaluations.
    /// </summary>
    protected GeneratorEvaluator? EvaluatorOf(
        Recipe recipe, ImageDataset images, ParseResult parsed, CancellationToken cancellation)
    {
        var features = parsed.GetValue(_features);
        if (recipe.EvaluateEvery == 0)
            return features is null
                ? null
                : throw new GanSharpException(
                    "--features needs --evaluate-every N, which sets how often samples are evaluated");
        DataLoader.RequireBatch(images, recipe.BatchSize); // before features are learned
        var network = FeatureNetworks.Find(recipe.Dataset, Environment.AtFeatures(features));
        var real = LoadingView.Watch(Environment, IsJson(parsed),
            progress => RealImages.For(recipe, images, Environment.At(FolderOf(parsed)), progress, cancellation));
        network ??= LearnedFeaturesView.Show(Environment, real, silent: false, IsJson(parsed), cancellation);
        return new Evaluator(network, real.Training, real.Test, new() { Resamples = 0 })
        {
            Processes = Environment.Processes,
        }.Evaluate;
    }

    /// <summary>Returns the options of the trainer.</summary>
    protected Task<TrainerOptions> OptionsOfAsync(
        Recipe recipe, ImageDataset images, ParseResult parsed, CancellationToken cancellation) =>
        Environment.Processes.FirstThenOthersAsync(() => Task.FromResult(new TrainerOptions
        {
            Time = Environment.Time,
            Evaluate = EvaluatorOf(recipe, images, parsed, cancellation),
            Device = parsed.GetValue(_device) ?? Device.Cpu,
            Processes = Environment.Processes,
        }));

    /// <summary>Trains in a process that is not the first, which writes the files.</summary>
    protected async Task<int> FollowAsync(Trainer trainer, CancellationToken cancellation)
    {
        try
        {
            Environment.Work.IsUnsaved = true;
            await foreach (var _ in trainer.RunAsync(cancellation))
            {
            }
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Stopped;
        }
        catch (Exception error)
        {
            throw new RunFailedException(error);
        }
        finally
        {
            Environment.Work.IsUnsaved = false;
        }
    }

    /// <summary>Sets the number of threads to that of the options.</summary>
    protected void UseThreads(ParseResult parsed) => Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;

    /// <summary>Trains until the end or until stopped, and returns the exit code.</summary>
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
            {
                ProfileListing.Write(Environment, profile.Uses, IsJson(parsed));
                if (Environment.Processes.Count > 1)
                    ProfileListing.Write(Environment, Environment.Processes.Exchanged, IsJson(parsed));
            }
            return exit;
        }
        catch (Exception error)
        {
            throw new RunFailedException(error);
        }
    }

    /// <summary>Wraps a view so that the training continues if the view fails.</summary>
    protected View<T> Lasting<T>(View<T> view) => new LastingView<T>(
        view, error => Environment.Lose($"the display failed, so the training continues without it: {error.Message}"));

    private async Task<int> WatchAsync(
        WatchedTraining training, View<TrainingEvent> view, CancellationToken cancellation)
    {
        try
        {
            var reported = 0;
            await view.WatchAsync(async () =>
            {
                await foreach (var happened in training.Run.TrainAsync(cancellation))
                {
                    foreach (var message in training.Run.WriteErrors.Skip(reported))
                        Environment.Lose($"{message}; the training continues without it");
                    reported = training.Run.WriteErrors.Count;
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

    /// <summary>Writes the report of a finished training. An error does not undo the training.</summary>
    private void Report(WatchedTraining training, bool json)
    {
        try
        {
            var page = RunReport.Write(training.Run.Folder);
            if (json)
                Environment.WriteJson(new { Event = "report", Page = page });
            else
                Environment.Out.WriteLine($"{page}: report with samples, curves and settings");
        }
        catch (Exception error)
        {
            Environment.Lose($"the training is done, but its report could not be written: {error.Message}");
        }
    }
}
