using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Training.Records;

/// <summary>What the folder of a run tells of its training, which may be going on.</summary>
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
        Grids = SavedGrid.In(At(RunFolder.SamplesName), Description.StepsPerEpoch);
        if (Measured.Any(measured =>
                measured.ClassCounts is { } counts && counts.Count != Description.Data.Classes.Count))
            throw new GanSharpException(
                $"{At(RunFolder.MeasuredName)}: counts other classes than the {Description.Data.Classes.Count} of the data; is it damaged?");
        if (Evaluated.Any(evaluated =>
                evaluated.Evaluation?.FrechetDistance is null
                || evaluated.Evaluation.Figures.Values.Any(figure => figure is null)))
            throw new GanSharpException(
                $"{At(RunFolder.EvaluatedName)}: lacks figures of an evaluation; is it damaged?");
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The folder's own name, such as <c>0001-default</c>.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>What is trained, and how.</summary>
    public Recipe Recipe { get; }

    /// <summary>What it is trained on, the networks, and the machine.</summary>
    public RunDescription Description { get; }

    /// <summary>The steps, in order; of a training that is going on, the newest few may be missing.</summary>
    public IReadOnlyList<StepCompleted> Steps { get; }

    /// <summary>What samples were like, in order; empty where they were not measured.</summary>
    public IReadOnlyList<SamplesMeasured> Measured { get; }

    /// <summary>What samples were worth, in order; empty where they were not evaluated.</summary>
    public IReadOnlyList<SamplesEvaluated> Evaluated { get; }

    /// <summary>What looked wrong, in order.</summary>
    public IReadOnlyList<TrainingWarning> Warnings { get; }

    /// <summary>The sample grids, in order.</summary>
    public IReadOnlyList<SavedGrid> Grids { get; }

    /// <summary>
    /// Why its recipe, trained again, does not give the same bits: a sentence for each reason, none where it does.
    /// </summary>
    public IReadOnlyList<string> Obstacles => field ??= [.. Repeatability.ObstaclesOf(this)];

    /// <summary>Generator steps done.</summary>
    public long Step => Steps is [.., var last] ? last.Step : 0;

    /// <summary>Generator steps that the recipe asks for.</summary>
    public long TotalSteps => Recipe.Steps > 0 ? Recipe.Steps : Recipe.Epochs * Description.StepsPerEpoch;

    /// <summary>Reads the folder of a run.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such run, a link in it leads out of it, or a file is missing or damaged; or larger than a line of a
    /// log (1 MiB) or a description (16 MiB) can be.
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
