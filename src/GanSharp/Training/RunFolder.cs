using System.Runtime.CompilerServices;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Training;

/// <summary>
/// The folder of a run: <c>recipe.yaml</c> (every setting), <c>run.json</c> (data, machine, versions),
/// <c>metrics.jsonl</c> (a line per step), <c>samples.jsonl</c> (a line per measurement of samples),
/// <c>evaluations.jsonl</c> (a line per evaluation), <c>warnings.jsonl</c>, <c>events.out.tfevents.*</c> (the same for
/// TensorBoard, with pictures), <c>samples/</c> (a grid per epoch), <c>real.png</c> (real images in the same layout),
/// <c>checkpoints/</c> (the newest and the best),
/// <c>generator.safetensors</c> and <c>best-generator.safetensors</c>; also <c>control.json</c> while another process
/// asks for something (<see cref="RunControl"/>).
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public sealed partial class RunFolder : IDisposable
{
    /// <summary>The file of a run that holds its recipe.</summary>
    public const string RecipeName = GeneratorOfRun.RecipeName;

    internal const string LockName = ".lock", DescriptionName = "run.json",
        MetricsName = "metrics.jsonl", MeasuredName = "samples.jsonl", EvaluatedName = "evaluations.jsonl",
        WarningsName = "warnings.jsonl", SamplesName = "samples", RealName = "real.png";

    // Without "choose another folder": an existing run stays where it is.
    private const string WhenNotWritten = "check space and permissions";

    private readonly Trainer _trainer;
    private readonly FileLock _lock;
    private readonly FolderWatch _watch;
    private readonly List<string> _writeErrors = [], _damages = [];
    private RunLogs _logs;
    private long _shownStep = -1;

    /// <summary>The path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The file of the generator.</summary>
    public string GeneratorPath => At(RunFolders.GeneratorName);

    /// <summary>The file of the generator as it was when its samples were nearest to real images.</summary>
    public string BestGeneratorPath => At(RunFolders.BestGeneratorName);

    /// <summary>
    /// What was damaged in the description and the logs of a resumed run, and where it is kept; one line per file.
    /// </summary>
    public IEnumerable<string> Damages => [.. _damages, .. _logs.Damages];

    /// <summary>The settings that have other values from the step at which the run was resumed.</summary>
    public IReadOnlyList<RunChange> Changes { get; private set; } = [];

    /// <summary>The file of the newest grid; null before the first.</summary>
    public string? LastSamples { get; private set; }

    /// <summary>
    /// The errors of files that the training can do without and that could not be written, such as a picture or the
    /// file for TensorBoard.
    /// </summary>
    public IReadOnlyList<string> WriteErrors => _writeErrors;

    /// <summary>
    /// Trains to the end and records the run: writes each event to the folder before yielding it, and saves when
    /// cancelled, so that the run can be resumed. Obeys requests of other processes (<see cref="RunControl"/>).
    /// </summary>
    /// <remarks>
    /// Every step runs on a thread of its own (<see cref="Trainer.RunAsync"/>). The files of an event are written on a
    /// thread of the pool, or on the caller's if the event is there at once.
    /// </remarks>
    /// <exception cref="OperationCanceledException">
    /// The training was cancelled, or another process asked for a stop; it is saved.
    /// </exception>
    /// <exception cref="GanSharpException">The training failed, or the folder cannot be written.</exception>
    public async IAsyncEnumerable<TrainingEvent> TrainAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var control = new ControlWatch(Folder, _trainer.Time);
        await using var events =
            _trainer.ObeyAsync(control.Current, cancellation).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                yield return events.Current;
                if (events.Current is TrainingPaused)
                    await control.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ClearRequests();
        }

        async Task<bool> NextAsync()
        {
            try
            {
                if (!await events.MoveNextAsync().ConfigureAwait(false))
                    return false;
                Write(events.Current);
                return true;
            }
            catch (OperationCanceledException) // here, or in another process of the group
            {
                Try(Show);
                Save();
                throw;
            }
        }
    }

    /// <summary>Writes an event to the folder; <see cref="TrainAsync"/> does so for each.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    /// <remarks>
    /// An error of a file that the training can do without is added to <see cref="WriteErrors"/> instead.
    /// </remarks>
    public void Write(TrainingEvent happened)
    {
        if (happened is SamplesDrawn drawn)
            happened = drawn with { Grid = _trainer.Sampler.NameColumns(drawn.Grid) };
        Writing(Folder, () => _logs.Write(happened));
        if (happened is not StepCompleted)
            _watch.WriteIfPresent(() => WriteFiles(happened));
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
                _logs = Writing(Folder, WhenNotWritten, OpenLogs);
                break;
            case TrainingPaused:
                Try(Show);
                Save();
                break;
            case CheckpointDue:
                Save();
                break;
        }
    }

    /// <summary>Draws the samples of a training that stands still, once per step.</summary>
    private void Show()
    {
        if (_shownStep != _trainer.Step && _trainer.SamplesBetween() is { } samples)
            Write(samples);
        _shownStep = _trainer.Step;
    }

    /// <summary>
    /// Writes the logs so far, a checkpoint, and the generator's present weights. If a run is stopped before these are
    /// written, <see cref="RestoreGenerator"/> takes them from the checkpoint.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The folder cannot be written, or a number in the training is not finite.
    /// </exception>
    public void Save() => _watch.WriteIfPresent(SaveAll);

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
        ClearRequests();
        _lock.Dispose();
    }

    /// <summary>Deletes the requests to this training, so that the next does not obey them.</summary>
    private void ClearRequests()
    {
        if (!_lock.IsLost && _lock.IsStillThere)
            RunControl.Clear(Folder);
    }

    private RunLogs OpenLogs() => new(Folder, _trainer.Data, _trainer.Step, _trainer.Time, AddError);

    private void AddError(GanSharpException error) => _writeErrors.Add(error.Message);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (GanSharpException error)
        {
            AddError(error);
        }
    }

    /// <summary>The files that the generator's present weights belong in.</summary>
    private static string[] GeneratorPaths(string folder, Trainer trainer)
    {
        var path = Path.Combine(folder, RunFolders.GeneratorName);
        return trainer.Step > 0 && trainer.Step == trainer.BestStep
            ? [Path.Combine(folder, RunFolders.BestGeneratorName), path]
            : [path];
    }

    private string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static void Writing(string folder, Action write) => Writing(folder, WhenNotWritten, () =>
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
