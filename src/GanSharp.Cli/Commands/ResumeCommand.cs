using System.CommandLine;
using System.Globalization;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp resume</c>: goes on with a training that was stopped, killed, or is to be longer.</summary>
internal sealed class ResumeCommand : TrainingCommand
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "a run folder, its number or name under runs/, or latest: the run with the highest number",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _epochs = NewOption.Text(
        "--epochs", "N", "how often all images are seen, those before included");
    private readonly Option<string?> _onNan = NewOption.OnNan(), _evaluateEvery = NewOption.EvaluateEvery();
    private readonly Option<int?> _steps = NewOption.Number(
        "--steps", "train N more generator steps, in place of epochs", 1, 1_000_000_000);

    public ResumeCommand(CliEnvironment environment) : base(
        "resume",
        "Go on with a training from its newest checkpoint. The results are those of a training that was never stopped.",
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

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_run);
        var folder = PathOf(name);
        using var trainer = await LoadAsync(parsed, folder, cancellation);
        if (trainer.Step >= trainer.TotalSteps)
        {
            RunFolder.RestoreGenerator(folder, trainer);
            if (RunFolder.RestoreDescription(folder, trainer) is { } loss)
                Environment.Error.WriteLine($"{Tool.Name}: {loss}");
            return SayFinished(parsed, folder, trainer);
        }
        using var run = RunFolder.Continue(folder, trainer);
        foreach (var damage in run.Damages)
            Environment.Error.WriteLine($"{Tool.Name}: {damage}");
        return await TrainAsync(new(trainer, run, name, FolderOf(parsed)), parsed, cancellation);
    }

    /// <summary>
    /// The training as its newest checkpoint left it, or from its beginning when it was stopped before the first. The
    /// checkpoint itself is not needed any longer.
    /// </summary>
    private async Task<Trainer> LoadAsync(ParseResult parsed, string folder, CancellationToken cancellation)
    {
        var damages = new List<string>();
        var isBegun = RunFolders.IsBegun(folder);
        RunFolder.RequireParts(folder);
        var checkpoint = isBegun ? null : Checkpoint.Newest(folder, damages.Add);
        foreach (var damage in damages)
            Environment.Error.WriteLine($"{Tool.Name}: going on from step {checkpoint!.Step}, because of {damage}");
        var recipe = RecipeOf(parsed, folder, checkpoint?.Step ?? 0);
        var images = await LoadDataAsync(recipe, parsed, cancellation);
        var data = checkpoint?.InItsClasses(images) ?? images;
        var options = OptionsOf(recipe, data, parsed, cancellation);
        return checkpoint is null
            ? new Trainer(recipe, data, options)
            : Trainer.Resume(checkpoint, data, recipe, options);
    }

    /// <summary>The recipe in the run's folder, made as long as it is asked to be.</summary>
    private Recipe RecipeOf(ParseResult parsed, string folder, long done)
    {
        var recipe = RunFolder.RecipeOf(folder).With([.. SettingsOf(parsed, [_evaluateEvery, _onNan])]);
        return (parsed.GetValue(_epochs), parsed.GetValue(_steps)) switch
        {
            (null, null) => recipe,
            ({ } epochs, null) => recipe.With([("epochs", epochs)]),
            (null, { } more) => recipe.With("steps", (done + more).ToString(CultureInfo.InvariantCulture)),
            _ => throw new GanSharpException("--epochs and --steps both say how long to train; give one of them"),
        };
    }

    private int SayFinished(ParseResult parsed, string folder, Trainer trainer)
    {
        if (IsJson(parsed))
            Environment.WriteJson(new { Event = "finished", Run = folder, trainer.Step });
        else
            Environment.Out.WriteLine(
                $"{folder}: is trained to its end, step {trainer.Step} of {trainer.TotalSteps}; go on with --epochs N or --steps N");
        return ExitCode.Success;
    }
}
