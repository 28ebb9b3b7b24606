using System.Runtime.CompilerServices;
using System.Text;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Training;

/// <summary>
/// The folder of a run: <c>recipe.yaml</c> (every setting), <c>run.json</c> (data, machine, versions), <c>metrics.jsonl</c> (a line for
/// each step), <c>samples.jsonl</c> (a line for each verdict on samples), <c>evaluations.jsonl</c> (one for each evaluation),
/// <c>warnings.jsonl</c>, <c>events.out.tfevents.*</c> (the same for
/// TensorBoard, with pictures), <c>samples/</c> (a grid for each epoch), <c>checkpoints/</c> (the newest, to go on from, and the best),
/// <c>generator.safetensors</c> and <c>best-generator.safetensors</c>.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>The file of a run that holds its recipe.</summary>
    public const string RecipeName = "recipe.yaml";

    internal const string DescriptionName = "run.json", MetricsName = "metrics.jsonl", MeasuredName = "samples.jsonl", EvaluatedName = "evaluations.jsonl",
        WarningsName = "warnings.jsonl", SamplesName = "samples";

    // A run that is there stays where it is.
    private const string WhenUnwritten = "check space and permissions";

    private readonly Trainer _trainer;
    private readonly FileLock _lock;
    private readonly FolderWatch _watch;
    private readonly TimeProvider _time;
    private readonly List<string> _unwritten = [], _damages = [];
    private RunLogs _logs;

    private RunFolder(string folder, Trainer trainer, FileLock held, TimeProvider? time)
    {
        (Folder, _trainer, _lock, _time) = (folder, trainer, held, time ?? trainer.Time);
        _watch = new(held, folder, At(SamplesName), CheckpointFolder.Of(folder));
        foreach (var each in (string[])[folder, At(SamplesName), CheckpointFolder.Of(folder)])
            TemporaryFile.DeleteAbandoned(DiskFolder.Make(each));
        Describe(); // before the recipe, which makes the folder that of a run
        AtomicFile.Write(At(RecipeName), stream => stream.Write(Encoding.UTF8.GetBytes(RecipeYaml.Format(trainer.Recipe))));
        _logs = OpenLogs();
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The generator's weights.</summary>
    public string GeneratorPath => At(RunFolders.GeneratorName);

    /// <summary>The weights that the generator had when its samples were nearest to real images.</summary>
    public string BestGeneratorPath => At(RunFolders.BestGeneratorName);

    /// <summary>What was damaged in the description and the logs of a run that was resumed, and where that is kept; a line for each file.</summary>
    public IEnumerable<string> Damages => [.. _damages, .. _logs.Damages];

    /// <summary>The newest grid; null before the first.</summary>
    public string? LastSamples { get; private set; }

    /// <summary>
    /// What could not be written although the training can do without, such as a picture or the file for TensorBoard: the message of each error.
    /// </summary>
    public IReadOnlyList<string> Unwritten => _unwritten;

    /// <summary>Makes a new folder and describes the run in it.</summary>
    /// <param name="folder">A folder that does not exist yet, or is empty.</param>
    /// <param name="trainer">The training whose generator is saved.</param>
    /// <param name="time">The clock; that of the trainer by default.</param>
    /// <exception cref="GanSharpException">The folder holds files, or cannot be written.</exception>
    public static RunFolder Create(string folder, Trainer trainer, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder) || DiskFolder.Entries(folder).Length > 0)
        {
            throw new GanSharpException(
                $"{folder}: is {(File.Exists(folder) ? "not a folder" : "not empty")}; a run needs a folder of its own, so choose another with --out");
        }
        return Open(folder, "choose another folder with --out, or check space and permissions", held =>
        {
            try
            {
                return new RunFolder(folder, trainer, held, time);
            }
            catch
            {
                held.Dispose();
                Directory.Delete(folder, recursive: true);
                throw;
            }
        });
    }

    /// <summary>
    /// Goes on with the folder of a run whose training was resumed, or begins anew where it was stopped before its first checkpoint. What it says of later
    /// steps is cut off; they come again.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="trainer">The resumed training.</param>
    /// <param name="time">The clock; that of the trainer by default.</param>
    /// <exception cref="GanSharpException">
    /// Another process trains there, a link in the folder leads out of it, it cannot be written, or the run has other parts written in C#.
    /// </exception>
    public static RunFolder Continue(string folder, Trainer trainer, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trainer);
        return Open(folder, WhenUnwritten, held =>
        {
            RequireParts(folder, trainer.Model.Custom);
            if (trainer.Step > 0)
                RestoreGenerator(folder, trainer);
            return new RunFolder(folder, trainer, held, time);
        });
    }

    /// <summary>
    /// Writes the generator of a training that was stopped between a checkpoint and that, as the checkpoint has it. Else everything stays as it is.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="trainer">The training that was resumed from the checkpoint.</param>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public static void RestoreGenerator(string folder, Trainer trainer)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trainer);
        foreach (var path in GeneratorPaths(folder, trainer).Where(path => !GeneratorFile.Holds(path, trainer.Sampler.Generator)))
            trainer.SaveGenerator(path);
    }

    /// <summary>Describes a run whose description is missing or damaged; what is damaged is kept. Else everything stays as it is.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="trainer">The training that was resumed.</param>
    /// <param name="time">The clock; that of the trainer by default.</param>
    /// <returns>What was damaged and where it is kept, in a line; null where nothing was.</returns>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public static string? RestoreDescription(string folder, Trainer trainer, TimeProvider? time = null)
    {
        var path = Path.Combine(folder, DescriptionName);
        string? damage = null;
        if (RunDescription.Find(path, () => damage = $"{path}: is damaged; it is kept in {KeptAside.Copy(path)}, and a new one is written") is null)
            RunDescription.Of(trainer, time ?? trainer.Time).Save(path);
        return damage;
    }

    /// <summary>The recipe in the folder of a run.</summary>
    /// <exception cref="GanSharpException">It is missing, no recipe, or cut short.</exception>
    public static Recipe RecipeOf(string folder) => RecipeYaml.LoadWhole(Path.Combine(folder, RecipeName));

    /// <summary>Requires that a training with those parts written in C# continues the run, before its networks are made.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="custom">The types of the parts; none by default.</param>
    /// <exception cref="GanSharpException">The run was trained with others; the message names them.</exception>
    public static void RequireParts(string folder, CustomPartNames? custom = null)
    {
        var path = Path.Combine(folder, DescriptionName);
        RunDescription.Find(path)?.CustomParts?.RequireSame(folder, custom ?? new());
    }

    /// <summary>
    /// Trains to the end and keeps the folder: writes what each event brings before it is handed on, and saves when cancelled, so that
    /// the run can be resumed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The training was cancelled; it is saved.</exception>
    /// <exception cref="GanSharpException">The training failed, or the folder cannot be written.</exception>
    public async IAsyncEnumerable<TrainingEvent> TrainAsync([EnumeratorCancellation] CancellationToken cancellation = default)
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
                LastSamples = At(SamplesName, samples.Epoch is { } epoch ? $"epoch-{epoch:0000}.png" : $"step-{samples.Step:0000000}.png");
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
    /// Writes the logs so far, a checkpoint, and the generator's present weights. Where these are missing, because a run was stopped in between, the
    /// checkpoint has them.
    /// </summary>
    /// <exception cref="GanSharpException">The folder cannot be written, or a number of the training is not finite.</exception>
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

    private RunLogs OpenLogs() => new(Folder, _trainer.Data, _trainer.Step, _time, Lose);

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
        return trainer.Step > 0 && trainer.Step == trainer.BestStep ? [Path.Combine(folder, RunFolders.BestGeneratorName), path] : [path];
    }

    /// <summary>Opens a run while no other process has it.</summary>
    private static RunFolder Open(string folder, string advice, Func<FileLock, RunFolder> open) => Writing(folder, advice, () =>
    {
        FolderLinks.RequireInside(folder, "run");
        DiskFolder.Make(folder);
        var held = FileLock.Take(Path.Combine(folder, ".lock"), $"{folder}: is being trained by another process; wait until it is done, or stop it");
        try
        {
            return open(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    private string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Describes a training that begins, or whose description is gone or damaged; else notes what it is computed with from here on.</summary>
    private void Describe()
    {
        var path = At(DescriptionName);
        if (File.Exists(path) && RestoreDescription(Folder, _trainer, _time) is { } damage)
            _damages.Add(damage);
        var description = _trainer.Step > 0 && File.Exists(path) ? RunDescription.Load(path) : RunDescription.Of(_trainer, _time);
        (description with { Machine = description.Machine.ResumedAt(_trainer.Step) }).Save(path);
    }

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
