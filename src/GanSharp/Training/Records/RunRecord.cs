using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Training.Records;

/// <summary>Everything recorded in the folder of a run, which may still be training.</summary>
/// <example><code>
/// var run = RunRecord.Load("runs/0001-default");
/// Console.WriteLine($"step {run.Step} of {run.TotalSteps}, generator loss {run.Steps[^1].GeneratorLoss}");
/// </code></example>
public sealed class RunRecord
{
    private RunRecord(string folder)
    {
        Folder = folder;
        Recipe = RecipeCatalogue.Load(At(RunFolder.RecipeName));
        if (!File.Exists(At(RunFolder.DescriptionName)))
            throw new GanSharpException(
                $"{At(RunFolder.DescriptionName)}: is missing; {RunDescription.Remedy(At(RunFolder.DescriptionName))}");
        Description = RunDescription.Load(At(RunFolder.DescriptionName));
        Steps = JsonLines.Read(At(RunFolder.MetricsName), EventJson.Default.StepCompleted);
        Measured = JsonLines.Read(At(RunFolder.MeasuredName), EventJson.Default.SamplesMeasured);
        Evaluated = JsonLines.Read(At(RunFolder.EvaluatedName), EventJson.Default.SamplesEvaluated);
        Warnings = JsonLines.Read(At(RunFolder.WarningsName), EventJson.Default.TrainingWarning);
        Notes = RunNotes.Of(Folder);
        Grids = SavedGrid.In(At(RunFolder.SamplesName), Description.StepsPerEpoch);
        if (Measured.Any(measured =>
                measured.ClassCounts is { } counts && counts.Count != Description.Data.Classes.Count))
            throw new GanSharpException(
                $"{At(RunFolder.MeasuredName)}: does not count the {Description.Data.Classes.Count} classes "
                + "of the data; is it damaged?");
        if (Evaluated.Any(evaluated =>
                evaluated.Evaluation?.FrechetDistance is null
                || evaluated.Evaluation.Figures.Values.Any(figure => figure is null)))
            throw new GanSharpException(
                $"{At(RunFolder.EvaluatedName)}: lacks figures of an evaluation; is it damaged?");
    }

    /// <summary>The path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The name of the folder, such as <c>0001-default</c>.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>The title that people gave the run, or the name of its folder.</summary>
    public string Title => Notes.Title.Length > 0 ? Notes.Title : Name;

    /// <summary>What people added to the run.</summary>
    public RunNotes Notes { get; }

    /// <summary>What is trained and how.</summary>
    public Recipe Recipe { get; }

    /// <summary>The data, the networks and the machine.</summary>
    public RunDescription Description { get; }

    /// <summary>The steps in order; while a training runs, the newest few may be missing.</summary>
    public IReadOnlyList<StepCompleted> Steps { get; }

    /// <summary>The measurements of samples, in order.</summary>
    public IReadOnlyList<SamplesMeasured> Measured { get; }

    /// <summary>The evaluations of samples, in order.</summary>
    public IReadOnlyList<SamplesEvaluated> Evaluated { get; }

    /// <summary>The warnings, in order.</summary>
    public IReadOnlyList<TrainingWarning> Warnings { get; }

    /// <summary>The sample grids, in order.</summary>
    public IReadOnlyList<SavedGrid> Grids { get; }

    /// <summary>
    /// The picture of real images of the training, in the layout of the sample grids; null in runs of earlier versions.
    /// </summary>
    public string? RealPicture => File.Exists(At(RunFolder.RealName)) ? At(RunFolder.RealName) : null;

    /// <summary>
    /// Why training the recipe again does not give the same bits, one sentence for each reason; empty if it does.
    /// </summary>
    public IReadOnlyList<string> Obstacles => field ??= [.. Repeatability.ObstaclesOf(this)];

    /// <summary>Generator steps done.</summary>
    public long Step => Steps is [.., var last] ? last.Step : 0;

    /// <summary>Generator steps of the whole training.</summary>
    public long TotalSteps => Recipe.TotalSteps(Description.StepsPerEpoch);

    /// <summary>Reads the folder of a run.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such run, a link in it leads out of it, or a file is missing, damaged or too large (a line of a log
    /// has at most 1 MiB, a description 16 MiB).
    /// </exception>
    public static RunRecord Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw RunFolders.Missing(folder);
        FolderLinks.RequireInside(folder, "run");
        try
        {
            return new(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException(
                $"{folder}: cannot be read ({error.Message}); check the folder and its permissions", error);
        }
    }

    private string At(string name) => Path.Combine(Folder, name);
}
