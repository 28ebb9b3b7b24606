using System.Runtime.CompilerServices;
using GanSharp.IO;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training;

/// <summary>
/// The folder of a run: <c>recipe.yaml</c> (every setting), <c>run.json</c> (data, machine, versions),
/// <c>metrics.jsonl</c> (a line for each step), <c>samples.jsonl</c> (a line for each verdict on samples),
/// <c>evaluations.jsonl</c> (one for each evaluation), <c>warnings.jsonl</c>, <c>events.out.tfevents.*</c> (the same
/// for TensorBoard, with pictures), <c>samples/</c> (a grid for each epoch), <c>checkpoints/</c> (the newest, to go on
/// from, and the best), <c>generator.safetensors</c> and <c>best-generator.safetensors</c>.
/// </summary>
public sealed partial class RunFolder : IDisposable
{
    /// <summary>The file of a run that holds its recipe.</summary>
    public const string RecipeName = "recipe.yaml";

    internal const string DescriptionName = "run.json",
        MetricsName = "metrics.jsonl", MeasuredName = "samples.jsonl", EvaluatedName = "evaluations.jsonl",
        WarningsName = "warnings.jsonl", SamplesName = "samples";

    // A run that is there stays where it is.
    private const string WhenUnwritten = "check space and permissions";

    private readonly Trainer _trainer;
    private readonly FileLock _lock;
    private readonly FolderWatch _watch;
    private readonly List<string> _unwritten = [], _damages = [];
    private RunLogs _logs;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The generator's weights.</summary>
    public string GeneratorPath => At(RunFolders.GeneratorName);

    /// <summary>The weights that the generator had when its samples were nearest to real images.</summary>
    public string BestGeneratorPath => At(RunFolders.BestGeneratorName);

    /// <summary>
    /// What was damaged in the description and the logs of a run that was resumed, and where that is kept; a line for
    /// each file.
    /// </summary>
    public IEnumerable<string> Damages => [.. _damages, .. _logs.Damages];

    /// <summary>The newest grid; null before the first.</summary>
    public string? LastSamples { get; private set; }

    /// <summary>
    /// What could not be written although the training can do without, such as a picture or the file for TensorBoard:
    /// the message of each error.
    /// </summary>
    public IReadOnlyList<string> Unwritten => _unwritten;

    /// <summary>
    /// Trains to the end and keeps the folder: writes what each event brings before it is handed on, and saves when
    /// cancelled, so that the run can be resumed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The training was cancelled; it is saved.</exception>
    /// <exception cref="GanSharpException">The training failed, or the folder cannot be written.</exception>
    public async IAsyncEnumerable<TrainingEvent> TrainAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var events = _trainer.RunAsync(cancellation).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync().ConfigureAwait(false))
            yield return events.Current;

        async Task<bool> NextAsync()
        {
            try
            {
                if (!await events.MoveNextAsync().ConfigureAwait(false))
                    return false;
                Write(events.Current);
                return true;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                Save();
                throw;
            }
        }
    }

    /// <summary>Writes what an event brings; <see cref="TrainAsync"/> does so for each.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    /// <remarks>What the training can do without is told by <see cref="Unwritten"/> and no error.</remarks>
    public void Write(TrainingEvent happened)
    {
        Writing(Folder, () => _logs.Write(happened));
        if (happened is not StepCompleted)
            _watch.WhereItWas(() => WriteFiles(happened));
    }

    private void WriteFiles(TrainingEvent happened)
    {
        switch (happened)
        {
            case SamplesDrawn samples:
                LastSamples = At(
                    SamplesName,
                    samples.Epoch is { } epoch ? $"epoch-{epoch:0000}.png" : $"step-{samples.Step:0000000}.png");
                Try(() => PngWriter.Save(LastSamples, samples.Grid));
                break;
            case RolledBack:
                _logs.Dispose();
                _logs = Writing(Folder, WhenUnwritten, OpenLogs);
                break;
            case CheckpointDue:
                Save();
                break;
        }
    }

    /// <summary>
    /// Writes the logs so far, a checkpoint, and the generator's present weights. Where these are missing, because a
    /// run was stopped in between, the checkpoint has them.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The folder cannot be written, or a number of the training is not finite.
    /// </exception>
    public void Save() => _watch.WhereItWas(SaveAll);

    private void SaveAll()
    {
        _trainer.RequireFinite();
        Writing(Folder, _logs.Flush);
        Writing(Folder, () => new CheckpointFolder(Folder).Save(_trainer, _trainer.Recipe.Keep));
        foreach (var path in GeneratorPaths(Folder, _trainer))
            _trainer.SaveGenerator(path);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _logs.Dispose();
        _lock.Dispose();
    }

    private RunLogs OpenLogs() => new(Folder, _trainer.Data, _trainer.Step, _trainer.Time, Lose);

    private void Lose(GanSharpException error) => _unwritten.Add(error.Message);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (GanSharpException error)
        {
            Lose(error);
        }
    }

    /// <summary>Where the generator's present weights belong.</summary>
    private static string[] GeneratorPaths(string folder, Trainer trainer)
    {
        var path = Path.Combine(folder, RunFolders.GeneratorName);
        return trainer.Step > 0 && trainer.Step == trainer.BestStep
            ? [Path.Combine(folder, RunFolders.BestGeneratorName), path]
            : [path];
    }

    private string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static void Writing(string folder, Action write) => Writing(folder, WhenUnwritten, () =>
    {
        write();
        return true;
    });

    private static T Writing<T>(string folder, string advice, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (DiskTrouble.Of(error) is { } trouble)
        {
            throw new GanSharpException($"{folder}: cannot be written ({trouble.Message}); {advice}", trouble);
        }
    }
}
