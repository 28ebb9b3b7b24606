using System.Runtime.CompilerServices;
using System.Text;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Mpi;
using GanSharp.Recipes;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Studies;

/// <summary>
/// A study in a folder: <c>sweep.yaml</c>, the plan; <c>runs/ID/</c>, ordinary run folders; <c>results/ID.json</c> and
/// <c>results/ID.png</c>, the result and the last samples of each trial. With the plan and the results alone, it can be
/// continued elsewhere. Any number of processes may work in one folder.
/// </summary>
/// <example><code>
/// var plan = new SweepPlan
/// {
///     Recipes = [RecipeCatalogue.Load("gan-mlp")],
///     Axes = [new("lr", ["1e-4", "2e-4"])],
/// };
/// await foreach (var happened in Sweep.Open("sweeps/rates", plan).RunAsync(recipe => recipe.LoadData()))
///     Console.WriteLine(happened);
/// </code></example>
public sealed class Sweep
{
    /// <summary>The file of a sweep that holds its plan.</summary>
    public const string PlanName = "sweep.yaml";

    private const string RunsName = "runs", ResultSuffix = ".json";
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(200);

    private Sweep(string folder, SweepPlan plan) => (Folder, Plan, Trials) = (folder, plan, plan.Trials());

    /// <summary>The path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The plan.</summary>
    public SweepPlan Plan { get; }

    /// <summary>The trials, in the order in which they are started.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The folder of the results.</summary>
    internal string Results => At("results");

    /// <summary>Opens the sweep in a folder, to read or continue it. Writes nothing.</summary>
    /// <exception cref="GanSharpException">The folder is not a sweep, or its plan is damaged.</exception>
    public static Sweep Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        FolderLinks.RequireInside(folder, "sweep");
        var path = Path.Combine(folder, PlanName);
        return new(
            folder, File.Exists(path)
                ? SweepYaml.Load(path)
                : throw new GanSharpException($"{folder}: is not a sweep, for it has no {PlanName}"));
    }

    /// <summary>
    /// Opens or creates the sweep in a folder and writes the plan there. It may have more trials than the plan already
    /// there, but must have every trial that was started, unchanged.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The plan is invalid or contradicts the sweep in the folder, or the folder cannot be written.
    /// </exception>
    public static Sweep Open(string folder, SweepPlan plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(plan);
        FolderLinks.RequireInside(folder, "sweep");
        var path = Path.Combine(folder, PlanName);
        var sweep = new Sweep(folder, plan);
        var text = SweepYaml.Format(plan);
        // The file is looked for last: another process may have created the sweep in the meantime.
        if (HoldsOthers(folder) && !File.Exists(path))
            throw new GanSharpException(
                $"{folder}: holds other files; a sweep needs a folder of its own, so choose another with --out");
        if (!File.Exists(path))
        {
            foreach (var trial in sweep.Trials)
                trial.Recipe.RequireName();
            if (AtomicFile.TryCreate(path, Write))
                return sweep;
        }
        var before = SweepYaml.Load(path);
        new Continuation(sweep, before).Check();
        if (SweepYaml.Format(before) != text) // otherwise it keeps its comments and layout
            AtomicFile.Write(path, Write);
        return sweep;

        void Write(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The run folder of a trial.</summary>
    public string RunOf(Trial trial) => At(RunsName, trial.Id);

    /// <summary>The picture of a trial's last samples.</summary>
    public string PictureOf(Trial trial) => Path.Combine(Results, $"{trial.Id}.png");

    /// <summary>
    /// The picture of real images in the layout of a trial's samples; trials with the same images and layout share it.
    /// Sweeps of earlier versions have none.
    /// </summary>
    public string RealPictureOf(Trial trial, TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(result);
        var layout = trial.Recipe.Conditioning.NeedsLabels ? "-classes" : "";
        return Path.Combine(Results, $"real-{result.DataDigest[..Math.Min(12, result.DataDigest.Length)]}{layout}.png");
    }

    /// <summary>The result of a trial; null until it is done.</summary>
    /// <exception cref="GanSharpException">The result is damaged.</exception>
    public TrialResult? ResultOf(Trial trial) => IsDone(trial) ? TrialResult.Load(PathOf(trial)) : null;

    /// <summary>
    /// How far each trial is, in the order of the trials. Other processes may work on them meanwhile.
    /// </summary>
    /// <exception cref="GanSharpException">A result is damaged.</exception>
    public IReadOnlyList<TrialStatus> Status() => [.. Trials.Select(StatusOf)];

    private TrialStatus StatusOf(Trial trial)
    {
        // The lock first: a trial that ends in between has a result.
        var holder = TrialHold.HolderOf(RunOf(trial));
        if (ResultOf(trial) is { } result)
            return new(trial, result.IsFailed ? TrialState.Failed : TrialState.Done)
            {
                Step = result.Steps,
                Result = result,
            };
        return new(trial, holder is null ? TrialState.Waiting : TrialState.Running)
        {
            Host = holder?.Host,
            Process = holder?.Process,
            Step = new CheckpointFolder(RunOf(trial)).NewestStep,
        };
    }

    /// <summary>
    /// Forgets the results of failed trials, so that they are trained again from the start. Moves their runs aside,
    /// each with its result.
    /// </summary>
    /// <returns>The folders of the moved runs.</returns>
    public IReadOnlyList<string> ForgetFailures()
    {
        var aside = new List<string>();
        foreach (var trial in Trials.Where(trial => ResultOf(trial)?.IsFailed == true))
        {
            using var held = TryTake(trial);
            if (held is null)
                continue;
            DiskFolder.Make(RunOf(trial));
            aside.Add(new TrialFolder(RunOf(trial)).PutAside());
            File.Move(PathOf(trial), Path.Combine(aside[^1], "result.json"));
        }
        return aside;
    }

    /// <summary>
    /// Trains every trial that is neither done nor held by another process, one after the other, and writes the
    /// results. Cancelling keeps every step; ending the enumeration keeps those up to the last checkpoint. The next
    /// call resumes from there. A trial that fails gets a result that says so.
    /// </summary>
    /// <param name="load">Loads the images of a recipe; called once for trials with the same images.</param>
    /// <param name="evaluates">
    /// Returns the evaluator of generators trained on these images; called once for trials with the same images. By
    /// default, nothing is evaluated.
    /// </param>
    /// <param name="time">The clock for speeds; the system's by default.</param>
    /// <param name="processes">
    /// The processes that train each trial together, which must all call this; this one alone by default. The first
    /// takes the trials, writes their results and yields events.
    /// </param>
    /// <param name="cancellation">Saves the running trial and ends the sweep.</param>
    /// <exception cref="GanSharpException">
    /// A recipe does not fit its data, which is checked before any training; or the folder cannot be written.
    /// </exception>
    public async IAsyncEnumerable<SweepEvent> RunAsync(
        Func<Recipe, ImageDataset> load, EvaluatorFor? evaluates = null, TimeProvider? time = null,
        ProcessGroup? processes = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        (processes, time) = (processes ?? ProcessGroup.Single, time ?? TimeProvider.System);
        var data = new SweepData(load, evaluates, Plan.InitFrom);
        await processes.FirstThenOthersAsync(() => Task.FromResult(data.Check(this, processes))).ConfigureAwait(false);
        if (!processes.IsFirst)
        {
            await TrialRun.FollowAsync(this, data, time, processes, cancellation).ConfigureAwait(false);
            yield break;
        }
        yield return new SweepStarted(Trials.Count(IsDone), Trials.Count);
        while ((Next() ?? await NextAfterAPauseAsync(cancellation)) is var (trial, number, held))
        {
            using var released = held; // as soon as there is a result
            if (processes.Any(cancellation.IsCancellationRequested))
                throw new OperationCanceledException("the sweep was stopped", cancellation);
            var run = new TrialRun(
                this, trial, data.Of(trial.Recipe), data.EvaluatorOf(trial.Recipe), data.Start, time, processes);
            await foreach (var happened in run.RunAsync(number, cancellation))
                yield return happened;
        }
        if (!processes.Any(cancellation.IsCancellationRequested))
            processes.OfFirst(null);
        var done = Trials.Where(IsDone).ToArray();
        yield return new SweepFinished(
            done.Length, done.Count(trial => ResultOf(trial)!.IsFailed),
            Trials.Count - done.Length);
    }

    internal void Save(Trial trial, TrialResult result, Bitmap samples, Func<Bitmap> real)
    {
        PngWriter.Save(PictureOf(trial), samples);
        if (!File.Exists(RealPictureOf(trial, result)))
            PngWriter.Save(RealPictureOf(trial, result), real());
        result.Save(PathOf(trial));
    }

    internal void DeleteRun(Trial trial)
    {
        if (Directory.Exists(RunOf(trial)))
            Directory.Delete(RunOf(trial), recursive: true);
    }

    /// <summary>
    /// Whether a result exists. A damaged one counts too: it is an error when read, and never overwritten.
    /// </summary>
    internal bool IsDone(Trial trial) => Path.Exists(PathOf(trial));

    /// <summary>The first trial that is neither done nor held by another process, held for this one.</summary>
    private (Trial Trial, int Number, TrialHold Held)? Next()
    {
        foreach (var (i, trial) in Trials.Index())
        {
            if (IsDone(trial) || TryTake(trial) is not { } held)
                continue;
            if (!IsDone(trial)) // another process may have finished it in the meantime
                return (trial, i + 1, held);
            held.Dispose();
        }
        return null;
    }

    /// <summary>Looks again: a process that asked for the status held a lock for an instant.</summary>
    private async Task<(Trial Trial, int Number, TrialHold Held)?> NextAfterAPauseAsync(CancellationToken cancellation)
    {
        if (Trials.All(IsDone))
            return null;
        await Task.Delay(Instant, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Next();
    }

    private TrialHold? TryTake(Trial trial)
    {
        DiskFolder.Make(At(RunsName));
        return TrialHold.TryTake(RunOf(trial));
    }

    /// <summary>Whether a folder has files other than temporary ones of other processes.</summary>
    private static bool HoldsOthers(string folder) =>
        DiskFolder.Entries(folder).Any(path => !TemporaryFile.IsOne(path));

    private string PathOf(Trial trial) => Path.Combine(Results, trial.Id + ResultSuffix);

    private string At(params string[] parts) => Path.Combine([Folder, .. parts]);
}
