using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

using static System.FormattableString;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp train</c>: trains a recipe into a new run folder.</summary>
internal sealed class TrainCommand : TrainingCommand
{
    private readonly Argument<string?> _recipe = new("RECIPE")
    {
        Description = "a built-in recipe (see gansharp recipes) or a .yaml file; by default one that suits --data",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?>[] _settings =
    [
        NewOption.Dataset("data set (see gansharp data)"),
        .. NewOption.Selection(),
        NewOption.Text("--epochs", "N", "passes over the training images"),
        NewOption.Text("--steps", "N", "generator steps to train; overrides epochs"),
        NewOption.EvaluateEvery(),
        NewOption.Text("--batch-size", "N", "images per batch"),
        NewOption.LearningRate(),
        NewOption.Text("--seed", "N", "seed of all random numbers"),
        NewOption.OnNan(),
    ];

    private readonly Option<string[]> _set = NewOption.Settings(
        "override any setting of the recipe (see gansharp recipes settings); repeatable");

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "DIR", "folder of the run; by default the next number in runs/");
    private readonly Option<string?> _initFrom = NewOption.Text(
        "--init-from", "RUN",
        "start from the networks of a run, checkpoint or generator file, where names and shapes agree");
    private readonly Option<bool> _dryRun = NewOption.Flag(
        "--dry-run", "print the networks without training");

    public TrainCommand(CliEnvironment environment) : base(
        "train", "Train a recipe. Options override its settings (recipes show NAME --all).",
        environment,
        "gansharp train",
        "gansharp train --data ~/flowers",
        "gansharp train gan --dataset mnist --epochs 20",
        "gansharp train gan --dataset mnist --evaluate-every 500",
        "gansharp train gan --data ~/flowers --image-size 32",
        "gansharp train gan-mlp --steps 2000 --lr 1e-4 --set ema=0.999 --set \"terms=minimax\"",
        "gansharp train default --dataset fashion-mnist --init-from 3",
        "gansharp train my.yaml --dry-run",
        "gansharp train --log train.log &")
    {
        _recipe.CompletionSources.Add([.. RecipeCatalogue.Names]);
        _initFrom.CompletionSources.Add(Runs);
        Add(_recipe);
        IEnumerable<Option> options =
            [.. _settings, _set, .. Data, _initFrom, _out, _dryRun, NewOption.Log(), .. Output];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    public override bool SharesWork => true;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = Shared(RecipeOf(parsed, cancellation), parsed);
        var initFrom = InitFrom(parsed);
        var data = await LoadDataAsync(recipe, parsed, cancellation);
        if (recipe.Conditioning.IsOptional && data.Classes == 0)
            DataChoice.Say(Environment, IsJson(parsed), $"{recipe.Name}: the images have no classes, so it uses none");
        using var trainer = new Trainer(
            recipe, data, await OptionsOfAsync(recipe, data, parsed, cancellation) with { InitFrom = initFrom });
        if (parsed.GetValue(_dryRun))
        {
            Say(trainer.Transfer, parsed);
            NetworkListing.Write(Environment, trainer.Model, IsJson(parsed));
            return ExitCode.Success;
        }
        if (!Environment.Processes.IsFirst)
            return await FollowAsync(trainer, cancellation);
        var target = Environment.At(parsed.GetValue(_out)) ?? RunFolders.Claim(Environment.At("runs"), recipe.Name);
        using var run = RunFolder.Create(target, trainer);
        return await TrainAsync(
            new(trainer, run, parsed.GetValue(_out) ?? RunFolders.LatestName, FolderOf(parsed)), parsed, cancellation);
    }

    /// <summary>Cuts batches into a shard for each process, unless the recipe says into how many.</summary>
    private Recipe Shared(Recipe recipe, ParseResult parsed)
    {
        var processes = Environment.Processes.Count;
        if (processes == 1 || recipe.Shards > 1)
            return recipe;
        DataChoice.Say(
            Environment, IsJson(parsed),
            $"{recipe.Name}: {processes} processes, so batches of {recipe.BatchSize} are cut into {processes} shards");
        return recipe.With("shards", Invariant($"{processes}"));
    }

    /// <summary>Loads the networks to start from; null if the option is omitted.</summary>
    private PretrainedNetworks? InitFrom(ParseResult parsed) => parsed.GetValue(_initFrom) is not { } run ? null
        : PretrainedNetworks.Load(
            PathOf(run),
            damage => Environment.Error.WriteLine($"{Tool.Name}: {damage}; starting from an older checkpoint"));

    private void Say(Transfer? transfer, ParseResult parsed)
    {
        if (transfer is not null && IsJson(parsed))
            Environment.WriteJson(JsonView.Describe(transfer));
        else if (transfer is not null)
            TrainingText.Lines(transfer).ForEach(Environment.Out.WriteLine);
    }

    private Recipe RecipeOf(ParseResult parsed, CancellationToken cancellation)
    {
        (string, string)[] settings =
            [.. SettingsOf(parsed, _settings), .. (parsed.GetValue(_set) ?? []).Select(KeyAndValue)];
        var named = parsed.GetValue(_recipe);
        var recipe = FolderOf(parsed) is { } data
            ? new DataChoice(Environment, IsJson(parsed)).Recipe(named, data, settings, cancellation)
            : RecipeCatalogue.Load(Environment.AtRecipe(named ?? RecipeCatalogue.Default)).With(settings);
        recipe.RequireName();
        return recipe;
    }
}
