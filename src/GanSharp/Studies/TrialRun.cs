using System.Globalization;
using System.Runtime.CompilerServices;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Mpi;
using GanSharp.Sampling;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Studies;

/// <summary>
/// Trains a trial that this process holds, from its last state to its result. The other processes of a group follow.
/// </summary>
internal sealed class TrialRun(
    Sweep sweep, Trial trial, ImageDataset data, GeneratorEvaluator? evaluate, PretrainedNetworks? start,
    TimeProvider time, ProcessGroup processes)
{
    private readonly string _folder = sweep.RunOf(trial);

    /// <summary>Trains and evaluates with the first process what it announces, until it announces the end.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="data">The images and evaluators.</param>
    /// <param name="time">The clock.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="cancellation">Ends the work of all.</param>
    public static async Task FollowAsync(
        Sweep sweep, SweepData data, TimeProvider time, ProcessGroup processes, CancellationToken cancellation)
    {
        while (!processes.Any(cancellation.IsCancellationRequested) && processes.OfFirst(null) is { } announced)
        {
            var lines = announced.Split('\n');
            var trial = sweep.Trials[int.Parse(lines[0], CultureInfo.InvariantCulture) - 1];
            var run = new TrialRun(
                sweep, trial, data.Of(trial.Recipe), data.EvaluatorOf(trial.Recipe), data.Start, time, processes);
            await run.FollowAsync(lines is [_, var checkpoint] ? Checkpoint.Load(checkpoint) : null, cancellation)
                .ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task FollowAsync(Checkpoint? checkpoint, CancellationToken cancellation)
    {
        using var trainer = TrainerOf(checkpoint);
        await using var training = trainer.RunAsync(cancellation).GetAsyncEnumerator(CancellationToken.None);
        TrainingEvent? happened;
        string? error;
        do
            (happened, error) = await AdvanceAsync(training).ConfigureAwait(false);
        while (happened is not null);
        if (error is null && evaluate is not null)
            Evaluate(trainer, cancellation);
    }

    public async IAsyncEnumerable<SweepEvent> RunAsync(
        int number, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var damage = new List<string>();
        var (trainer, run, checkpoint) = Open(damage);
        processes.OfFirst(
            string.Create(CultureInfo.InvariantCulture, $"{number}{(checkpoint is null ? "" : "\n" + checkpoint)}"));
        foreach (var message in damage)
            yield return new TrialDamaged(trial, message);
        using (trainer)
        {
            string? error = null;
            Evaluation? evaluation = null;
            using (run)
            {
                yield return new TrialStarted(trial, number, trainer.Step, trainer.TotalSteps);
                await using (var training = run.TrainAsync(cancellation).GetAsyncEnumerator(cancellation))
                {
                    for (TrainingEvent? happened; (happened = await NextAsync()) is not null;)
                        yield return new TrialProgress(trial, happened);

                    async Task<TrainingEvent?> NextAsync()
                    {
                        (var next, error) = await AdvanceAsync(training);
                        return next;
                    }
                }
                if (error is null && evaluate is not null)
                {
                    yield return new TrialEvaluating(trial);
                    (evaluation, error) = Evaluate(trainer, cancellation);
                }
            }
            var result = TrialResult.Of(trial, RunRecord.Load(_folder), data, evaluation, error);
            var samples = new SampleGrid(
                trainer.Sampler, new RandomStream("samples", trial.Recipe.Seed), trial.Recipe.SampleRows);
            sweep.Save(
                trial, result, trainer.Sampler.NameColumns(samples.Draw()),
                () => RealGrid.Draw(data, trainer.Sampler, trial.Recipe.SampleRows));
            if (!result.IsFailed)
                Clear();
            yield return new TrialFinished(trial, result, sweep.Trials.Count(sweep.IsDone), sweep.Trials.Count)
            {
                WriteErrors = run.WriteErrors,
            };
        }
    }

    /// <summary>
    /// Resumes the training from its newest checkpoint, or starts it if no checkpoint can be read. A checkpoint of
    /// other data or another version is refused.
    /// </summary>
    private (Trainer Trainer, RunFolder Run, string? Checkpoint) Open(List<string> damage)
    {
        var folder = new TrialFolder(_folder);
        if (folder.HasTraining && Newest(folder, damage.Add) is { } checkpoint)
            return Open(checkpoint, RunFolder.Continue);
        if (folder.MakeRoom() is { } aside)
            damage.Add($"{_folder}: starts again, since no checkpoint in it can be read; the old files are in {aside}");
        return Open(null, RunFolder.Create);
    }

    private Trainer TrainerOf(Checkpoint? checkpoint)
    {
        var options = new TrainerOptions { Time = time, Evaluate = evaluate, Processes = processes };
        if (checkpoint is null)
            return new(trial.Recipe, data, options with { InitFrom = start });
        data = checkpoint.SelectClasses(data);
        return Trainer.Resume(checkpoint, data, trial.Recipe, options);
    }

    /// <summary>The newest checkpoint that can be read; null if all are damaged.</summary>
    private Checkpoint? Newest(TrialFolder folder, Action<string> onDamaged)
    {
        try
        {
            return Checkpoint.Newest(_folder, onDamaged);
        }
        catch (GanSharpException error) when (!IsOfTheDisk(error) && !folder.IsOfAnotherVersion)
        {
            return null;
        }
    }

    private (Trainer, RunFolder, string?) Open(Checkpoint? checkpoint, Func<string, Trainer, RunFolder> open)
    {
        var trainer = TrainerOf(checkpoint);
        try
        {
            return (trainer, open(_folder, trainer), checkpoint?.Path);
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The next event, already recorded in the run folder; or the reason why the training failed; or neither at the
    /// end.
    /// </summary>
    private static async Task<(TrainingEvent? Happened, string? Error)> AdvanceAsync(
        IAsyncEnumerator<TrainingEvent> training)
    {
        try
        {
            return (await training.MoveNextAsync() ? training.Current : null, null);
        }
        catch (Exception error) when (error is not OperationCanceledException && !IsOfTheDisk(error))
        {
            return (null, error.Message);
        }
    }

    private (Evaluation? Evaluation, string? Error) Evaluate(Trainer trainer, CancellationToken cancellation)
    {
        try
        {
            return (evaluate!(trainer.Sampler, cancellation), null);
        }
        catch (Exception error) when (error is not OperationCanceledException && !IsOfTheDisk(error))
        {
            return (null, error.Message);
        }
    }

    /// <summary>Deletes the parts of the run that the plan does not keep.</summary>
    private void Clear()
    {
        if (sweep.Plan.Keep == SweepKeep.Nothing)
            sweep.DeleteRun(trial);
        else if (sweep.Plan.Keep == SweepKeep.Generator && Directory.Exists(CheckpointFolder.Of(_folder)))
            Directory.Delete(CheckpointFolder.Of(_folder), recursive: true);
    }

    /// <summary>
    /// Whether an error is one of the disk rather than of the trial, so that the next trial would fail as well.
    /// </summary>
    private static bool IsOfTheDisk(Exception error) => error is IOException or UnauthorizedAccessException
        || error.InnerException is IOException or UnauthorizedAccessException;
}
