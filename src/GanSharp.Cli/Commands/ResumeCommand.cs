using System.CommandLine;
using System.Globalization;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp resume</c>: continues a training that was stopped or killed, or makes it longer.</summary>
internal sealed class ResumeCommand : TrainingCommand
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "a run folder, its number or name in runs/, or latest (the highest number)",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _epochs = NewOption.Text(
        "--epochs", "N", "epochs in total, including those already trained");
    private readonly Option<string?> _onNan = NewOption.OnNan(), _evaluateEvery = NewOption.EvaluateEvery(),
        _lr = NewOption.LearningRate("learning rate of both optimisers from here on"),
        _note = NewOption.Text("--note", "TEXT", "why settings change; kept with the changes in run.json");
    private readonly Option<string[]> _set = NewOption.Settings(
        "change a learning rate, the length, or what is saved and when; repeatable", key => key.IsChangeable);
    private readonly Option<int?> _steps = NewOption.Number(
        "--steps", "train N more generator steps; overrides epochs", 1, 1_000_000_000);

    public ResumeCommand(CliEnvironment environment) : base(
        "resume",
        "Resume a stopped training; the result is the same as without the stop.",
        environment,
        "gansharp resume",
        "gansharp resume 3 --epochs 40",
        "gansharp resume 3 --lr 1e-4 --note \"the losses wavered\"",
        "gansharp resume 3 --set learning-rate-decay=0.5 --set evaluate-every=500",
        "gansharp resume runs/0003-cgan --steps 5000 --data ~/mnist")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        IEnumerable<Option> options =
            [.. Changes, _note, .. Data, NewOption.Log(), .. Output];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    public override bool SharesWork => true;

    /// <summary>The options that change settings of the recipe.</summary>
    private Option[] Changes => [_epochs, _steps, _lr, _evaluateEvery, _onNan, _set];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_run);
        var folder = PathOf(name);
        using var trainer = await LoadAsync(parsed, folder, cancellation);
        if (trainer.Step >= trainer.TotalSteps)
        {
            if (!Environment.Processes.IsFirst)
                return ExitCode.Success;
            RunFolder.RestoreGenerator(folder, trainer);
            if (RunFolder.RestoreDescription(folder, trainer) is { } loss)
                Environment.Error.WriteLine($"{Tool.Name}: {loss}");
            return SayFinished(parsed, folder, trainer);
        }
        if (!Environment.Processes.IsFirst)
            return await FollowAsync(trainer, cancellation);
        using var run = RunFolder.Continue(folder, trainer, parsed.GetValue(_note));
        foreach (var damage in run.Damages)
            Environment.Error.WriteLine($"{Tool.Name}: {damage}");
        SayChanges(parsed, run.Changes);
        return await TrainAsync(new(trainer, run, name, FolderOf(parsed)), parsed, cancellation);
    }

    /// <summary>
    /// Loads the training from its newest checkpoint, or starts it again if it was stopped before the first. The
    /// checkpoint is no longer needed afterwards.
    /// </summary>
    private async Task<Trainer> LoadAsync(ParseResult parsed, string folder, CancellationToken cancellation)
    {
        var damages = new List<string>();
        var isBegun = RunFolders.IsBegun(folder);
        RunFolder.RequireParts(folder);
        var checkpoint = isBegun ? null : Checkpoint.Newest(folder, damages.Add);
        foreach (var damage in damages)
            Environment.Error.WriteLine($"{Tool.Name}: {damage}; resuming from step {checkpoint!.Step}");
        var recipe = RecipeOf(parsed, folder, checkpoint?.Step ?? 0);
        var images = await LoadDataAsync(recipe, parsed, cancellation);
        var data = checkpoint?.SelectClasses(images) ?? images;
        var options = await OptionsOfAsync(recipe, data, parsed, cancellation);
        if (checkpoint is not null)
            return Trainer.Resume(checkpoint, data, recipe, options);
        if (Environment.Processes.IsFirst)
            Environment.Error.WriteLine(
                $"{Tool.Name}: {folder} ended before its first checkpoint; it starts again at step 0");
        return new Trainer(recipe, data, options);
    }

    /// <summary>Returns the recipe in the run's folder with the settings that the options change.</summary>
    private Recipe RecipeOf(ParseResult parsed, string folder, long done)
    {
        var options = SettingsOf(parsed, [_lr, _evaluateEvery, _onNan]).ToArray();
        var set = (parsed.GetValue(_set) ?? []).Select(KeyAndValue).ToArray();
        if (set.Select(setting => RecipeKeys.Find(setting.Key)).FirstOrDefault(key => !key.IsChangeable) is { } key)
            throw new GanSharpException(
                $"--set {key.Name}: cannot change in the middle of a training; "
                + "start a new one from its networks with gansharp train --init-from");
        if (parsed.GetValue(_note) is not null && !Changes.Any(option => parsed.GetResult(option) is not null))
            throw new GanSharpException("--note is kept with a change; add one, such as --lr 1e-4");
        var recipe = RunFolder.RecipeOf(folder).With([.. options, .. set]);
        return (parsed.GetValue(_epochs), parsed.GetValue(_steps)) switch
        {
            (null, null) => recipe,
            ({ } epochs, null) => recipe.With([("epochs", epochs)]),
            (null, { } more) => recipe.With("steps", (done + more).ToString(CultureInfo.InvariantCulture)),
            _ => throw new GanSharpException("--epochs and --steps both set how long to train; give one of them"),
        };
    }

    private void SayChanges(ParseResult parsed, IReadOnlyList<RunChange> changes)
    {
        foreach (var change in changes)
        {
            if (IsJson(parsed))
                Environment.WriteJson(new
                {
                    Event = "changed",
                    change.Step,
                    change.Setting,
                    change.From,
                    change.To,
                    change.Note,
                });
            else
                Environment.Out.WriteLine($"{change} after step {change.Step}");
        }
    }

    private int SayFinished(ParseResult parsed, string folder, Trainer trainer)
    {
        if (IsJson(parsed))
            Environment.WriteJson(new { Event = "finished", Run = folder, trainer.Step });
        else
            Environment.Out.WriteLine(
                $"{folder}: has finished at step {trainer.Step} of {trainer.TotalSteps}; "
                + "train it longer with --epochs N or --steps N");
        return ExitCode.Success;
    }
}
