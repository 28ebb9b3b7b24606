using System.CommandLine;
using System.Globalization;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

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
    private readonly Option<string?> _onNan = NewOption.OnNan(), _evaluateEvery = NewOption.EvaluateEvery();
    private readonly Option<int?> _steps = NewOption.Number(
        "--steps", "train N more generator steps; overrides epochs", 1, 1_000_000_000);

    public ResumeCommand(CliEnvironment environment) : base(
        "resume",
        "Resume a stopped training, with the same result as in one go.",
        environment,
        "gansharp resume",
        "gansharp resume 3 --epochs 40",
        "gansharp resume runs/0003-cgan --steps 5000 --data ~/mnist")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        IEnumerable<Option> options = [_epochs, _steps, _evaluateEvery, _onNan, .. Data, .. Output];
        foreach (var option in options)
            Add(option);
        SetAction(RunAsync);
    }

    public override bool SharesWork => true;

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
        using var run = RunFolder.Continue(folder, trainer);
        foreach (var damage in run.Damages)
            Environment.Error.WriteLine($"{Tool.Name}: {damage}");
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
        var data = checkpoint?.InItsClasses(images) ?? images;
        var options = await OptionsOfAsync(recipe, data, parsed, cancellation);
        return checkpoint is null
            ? new Trainer(recipe, data, options)
            : Trainer.Resume(checkpoint, data, recipe, options);
    }

    /// <summary>Returns the recipe in the run's folder with the length that the options set.</summary>
    private Recipe RecipeOf(ParseResult parsed, string folder, long done)
    {
        var recipe = RunFolder.RecipeOf(folder).With([.. SettingsOf(parsed, [_evaluateEvery, _onNan])]);
        return (parsed.GetValue(_epochs), parsed.GetValue(_steps)) switch
        {
            (null, null) => recipe,
            ({ } epochs, null) => recipe.With([("epochs", epochs)]),
            (null, { } more) => recipe.With("steps", (done + more).ToString(CultureInfo.InvariantCulture)),
            _ => throw new GanSharpException("--epochs and --steps both set how long to train; give one of them"),
        };
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
