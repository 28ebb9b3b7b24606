using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp train</c>: trains a recipe into a run folder of its own.</summary>
internal sealed class TrainCommand : ToolCommand
{
    private readonly Argument<string> _recipe = new("RECIPE")
    {
        Description = "a built-in recipe (see gansharp recipes), or a file of your own that ends in .yaml",
        DefaultValueFactory = _ => RecipeCatalogue.Default,
    };

    private readonly Option<string?>[] _settings =
    [
        NewOption.Text("--dataset", "NAME", "the data set (see gansharp data)"),
        .. NewOption.Selection(),
        NewOption.Text("--epochs", "N", "how often all images are seen"),
        NewOption.Text("--steps", "N", "generator steps to train, in place of epochs"),
        NewOption.Text("--batch-size", "N", "images per batch"),
        NewOption.Text("--lr", "RATE", "learning rate of both optimisers"),
        NewOption.Text("--seed", "N", "what all randomness is derived from"),
    ];

    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "change any setting of the recipe (see gansharp recipes settings); can be repeated",
    };

    private readonly Option<string?> _data = NewOption.Text("--data", "DIR", "the folder with the data set's files");
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "download nothing; the data set must be here");
    private readonly Option<string?> _out = NewOption.Text("--out", "DIR", "a folder for the run; the next number under runs/ by default");
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag("--json", "print events as lines of JSON, and nothing else");
    private readonly Option<bool> _dryRun = NewOption.Flag("--dry-run", "build everything and print the networks, but train nothing");

    public TrainCommand(CliEnvironment environment) : base(
        "train", "Train a recipe. Settings that are not given are the recipe's own (see gansharp recipes show NAME).", environment,
        "gansharp train",
        "gansharp train gan --dataset mnist --epochs 20",
        "gansharp train gan --dataset folder --data ~/flowers --image-size 32",
        "gansharp train gan-mlp --steps 2000 --lr 1e-4 --set ema=0.999 --set \"terms=minimax\"",
        "gansharp train my.yaml --dry-run")
    {
        Add(_recipe);
        IEnumerable<Option> options = [.. _settings, _set, _data, _offline, _out, _threads, _dryRun, _json];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = RecipeOf(parsed);
        recipe.Validate();
        if (parsed.GetValue(_data) is null && !parsed.GetValue(_offline))
            await Download.IfMissingAsync(Environment, recipe.Dataset, parsed.GetValue(_json), cancellation);
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        var data = LoadingView.Watch(Environment, parsed.GetValue(_json),
            progress => recipe.LoadData(Environment.At(parsed.GetValue(_data)), progress, cancellation));
        using var trainer = new Trainer(recipe, data, Environment.Time);
        if (parsed.GetValue(_dryRun))
        {
            NetworkListing.Write(Environment, trainer.Model, parsed.GetValue(_json));
            return ExitCode.Success;
        }
        var target = Environment.At(parsed.GetValue(_out)) ?? RunFolders.Next(Environment.At("runs"), recipe.Name);
        using var run = RunFolder.Create(target, recipe, data, trainer, Environment.Time);
        var training = new WatchedTraining(recipe, data, trainer, run, parsed.GetValue(_out) ?? RunFolders.LatestName);
        TrainingView view = parsed.GetValue(_json) ? new JsonView(Environment, training)
            : Environment.Terminal is { } terminal ? new TerminalView(Environment, terminal, training)
            : new PlainView(Environment, training);
        try
        {
            return await TrainAsync(training, view, cancellation);
        }
        catch (Exception error)
        {
            throw new RunFailedException(error);
        }
    }

    private async Task<int> TrainAsync(WatchedTraining training, TrainingView view, CancellationToken cancellation)
    {
        var done = 0L;
        try
        {
            await view.WatchAsync(async () =>
            {
                await foreach (var happened in training.Trainer.RunAsync(cancellation))
                {
                    done = happened.Step;
                    training.Run.Write(happened);
                    view.Show(happened);
                }
            });
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            training.Run.Save();
            Environment.Error.WriteLine($"{Tool.Name}: stopped after step {done}; the generator so far is in {training.Run.GeneratorPath}");
            return ExitCode.Stopped;
        }
    }

    private Recipe RecipeOf(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_recipe);
        var recipe = RecipeCatalogue.Load(RecipeCatalogue.IsPath(name) ? Environment.At(name) : name);
        return recipe.With([.. SettingsOf(parsed, _settings), .. (parsed.GetValue(_set) ?? []).Select(KeyAndValue)]);
    }

    private static (string Key, string Value) KeyAndValue(string text) => text.Split('=', 2) is [var key, var value]
        ? (key.Trim(), value.Trim())
        : throw new GanSharpException($"--set {text}: write KEY=VALUE, such as --set batch-size=32");
}
