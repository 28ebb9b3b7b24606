using GanSharp.IO;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Runs;

/// <summary>A run in a list: what can be read without reading its whole log.</summary>
public sealed record RunCard
{
    /// <summary>The name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What people added.</summary>
    public required RunNotes Notes { get; init; }

    /// <summary>What it is doing.</summary>
    public required RunState State { get; init; }

    /// <summary>Why it failed or cannot be read; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>The name of its recipe; that of the folder if the recipe cannot be read.</summary>
    public required string Recipe { get; init; }

    /// <summary>Its data; null until they are loaded.</summary>
    public DataDescription? Data { get; init; }

    /// <summary>When it was started; null until its data are loaded.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Generator steps done.</summary>
    public long Step { get; init; }

    /// <summary>Generator steps of the whole training; 0 until its data are loaded.</summary>
    public long TotalSteps { get; init; }

    /// <summary>Real images per second in the newest step; null before the first.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Seconds that the remaining steps take at that speed; null if it is unknown.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>The newest Fréchet distance; null if samples were not evaluated.</summary>
    public double? FrechetDistance { get; init; }

    /// <summary>The number of warnings.</summary>
    public int Warnings { get; init; }

    /// <summary>The step of the newest sample grid; null if there is none.</summary>
    public long? GridStep { get; init; }

    /// <summary>Steps from one sample grid to the next; 0 until its data are loaded.</summary>
    public long StepsPerGrid { get; init; }

    /// <summary>Whether a generator can be drawn from.</summary>
    public bool HasGenerator { get; init; }

    /// <summary>The learning rates of its recipe; null if the recipe cannot be read.</summary>
    public (double Generator, double Discriminator)? Rates { get; init; }

    /// <summary>The name as a part of an address.</summary>
    public string Link => Uri.EscapeDataString(Name);

    /// <summary>The title, or the name of the folder.</summary>
    public string Title => Notes.Title.Length > 0 ? Notes.Title : Name;

    /// <summary>Whether a process holds the run.</summary>
    public bool IsAlive => State is RunState.Starting or RunState.Training or RunState.Paused;

    /// <summary>Reads the folder of a run.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="files">Reads its files.</param>
    /// <param name="state">What it is doing.</param>
    /// <param name="problem">Why it failed; null otherwise.</param>
    internal static RunCard Read(string folder, KeptReading files, RunState state, string? problem)
    {
        var card = new RunCard
        {
            Name = Path.GetFileName(folder),
            Notes = files.Of(RunNotes.FileName, _ => RunNotes.Of(folder)),
            State = state,
            Problem = problem,
            Recipe = Path.GetFileName(folder),
        };
        try
        {
            FolderLinks.RequireInside(folder, "run");
            return File.Exists(Path.Combine(folder, RunFolder.RecipeName)) ? Filled(card, folder, files) : card;
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return card with { State = RunState.Failed, Problem = error.Message };
        }
    }

    private static RunCard Filled(RunCard card, string folder, KeptReading files)
    {
        var recipe = files.Of(RunFolder.RecipeName, _ => RunFolder.RecipeOf(folder));
        var description = files.Of(RunFolder.DescriptionName, RunDescription.Load);
        var step = files.Of(
            RunFolder.MetricsName, path => LastLine.Of(path, EventJson.Default.StepCompleted));
        var evaluated = files.Of(
            RunFolder.EvaluatedName, path => LastLine.Of(path, EventJson.Default.SamplesEvaluated));
        var total = recipe.TotalSteps(description.StepsPerEpoch);
        var done = step?.Step ?? 0;
        return card with
        {
            Recipe = recipe.Name,
            Rates = (recipe.GeneratorOptimizer.LearningRate, recipe.DiscriminatorOptimizer.LearningRate),
            Data = description.Data,
            Started = description.Started,
            Step = done,
            TotalSteps = total,
            StepsPerGrid = recipe.SaveEpochs * description.StepsPerEpoch,
            State = !card.IsAlive && done >= total ? RunState.Finished : card.State,
            Problem = done >= total ? null : card.Problem,
            ImagesPerSecond = step?.ImagesPerSecond,
            SecondsLeft = step is { ImagesPerSecond: > 0 and var speed }
                ? Math.Max(0, total - done) * (double)recipe.ImagesPerStep / speed
                : null,
            FrechetDistance = evaluated?.Evaluation.FrechetDistance,
            Warnings = files.Of(
                RunFolder.WarningsName, path => JsonLines.Read(path, EventJson.Default.TrainingWarning).Count),
            GridStep = files.Of(
                RunFolder.SamplesName,
                path => SavedGrid.In(path, description.StepsPerEpoch) is [.., var grid] ? grid.Step : (long?)null),
            HasGenerator = File.Exists(Path.Combine(folder, RunFolders.GeneratorName)),
        };
    }
}
