using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using GanSharp.Recipes;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Health;

using static System.FormattableString;

namespace GanSharp.Training;

// The loop of a training: its steps and the events that it yields.
public sealed partial class Trainer
{
    /// <summary>
    /// Trains to the end. When cancelled, throws <see cref="OperationCanceledException"/> between two steps; the next
    /// call continues from there.
    /// </summary>
    /// <remarks>
    /// Every step runs on a separate thread, which waits while the caller handles an event. The caller's thread is
    /// never blocked; its loop continues where its <c>await</c> resumes.
    /// </remarks>
    /// <exception cref="GanSharpException">
    /// A loss, a gradient or a weight is no longer finite; a warning precedes it.
    /// </exception>
    public IAsyncEnumerable<TrainingEvent> RunAsync(CancellationToken cancellation = default) =>
        ObeyAsync(() => RunRequest.Continue, cancellation);

    /// <summary>Trains to the end, and obeys requests between two steps.</summary>
    /// <param name="requested">
    /// What is asked of the training. For a pause, it yields <see cref="TrainingPaused"/> and continues when the caller
    /// asks for the next event.
    /// </param>
    /// <param name="cancellation">Stops the training.</param>
    internal async IAsyncEnumerable<TrainingEvent> ObeyAsync(
        Func<RunRequest> requested, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var thread = new ComputeThread("GanSharp training");
        using var observer = new TrainingObserver(this, _logger);
        using var events = Run(requested, cancellation).GetEnumerator();
        while (await thread.RunAsync(Next).ConfigureAwait(false))
            yield return events.Current;

        bool Next()
        {
            using var here = Device.Use();
            return observer.Next(events);
        }
    }

    private IEnumerable<TrainingEvent> Run(Func<RunRequest> requested, CancellationToken cancellation)
    {
        RequireSameStart();
        var start = Time.GetTimestamp();
        var speed = new Speedometer(Time, Recipe.ImagesPerStep);
        yield return new TrainingStarted(
            Step, TotalSteps, StepsPerEpoch, Model.Generator.ParameterCount, Model.Discriminator.ParameterCount);
        foreach (var warning in Interlocked.Exchange(ref _resumed, []))
            yield return warning;
        if (Step == 0 && Transfer is not null)
            yield return new WeightsTransferred(0, Transfer);
        if (Step == 0)
            yield return new SamplesDrawn(0, 0, _grid.Draw());
        if (Step == 0 && (MayRollBack || Transfer is not null))
            yield return new CheckpointDue(0);
        while (Step < TotalSteps)
        {
            var request = requested();
            if (request == RunRequest.Pause)
            {
                var paused = Time.GetTimestamp();
                yield return new TrainingPaused(Step);
                var pause = Time.GetTimestamp() - paused;
                start += pause;
                speed.Skip(pause);
                request = requested();
            }
            if (_processes.Any(cancellation.IsCancellationRequested || request == RunRequest.Stop))
                throw new OperationCanceledException("the training was stopped", cancellation);
            var (result, trouble) = Advance();
            if (result is null)
            {
                foreach (var happened in WhenNotFinite(trouble!))
                    yield return happened;
                continue;
            }
            foreach (var happened in WhenStepped(result, speed.StepDone(), cancellation))
                yield return happened;
        }
        yield return new TrainingFinished(Step, Time.GetElapsedTime(start));
    }

    /// <summary>Requires that all processes have the same images and resume from the same step.</summary>
    private void RequireSameStart()
    {
        if (_processes.Count == 1)
            return;
        var start = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', [.. Data.Fingerprint.Select(part => part.Value), Invariant($"{Step}")])));
        var all = _processes.Gather(start).Chunk(start.Length).ToArray();
        var other = Array.FindIndex(all, each => !each.SequenceEqual(all[0]));
        if (other > 0)
            throw new GanSharpException(
                $"process {other} on {_processes.Hosts[other]} has other images than process 0 on "
                + $"{_processes.Hosts[0]}, or resumes from another step; give all of them the same folders");
    }

    private bool MayRollBack => Recipe.OnNan == NanResponse.Rollback;

    /// <summary>
    /// A step, or the reason why it failed. Also checks that everything is finite if a checkpoint is due.
    /// </summary>
    private (GanStep.Result? Result, string? Trouble) Advance()
    {
        try
        {
            var earlier = 0d;
            _step.LearningRateFactor = _rollbacks.Factor * Schedule.DecayFactor(Step, TotalSteps);
            for (var critic = 1; critic < Recipe.CriticSteps; critic++)
                earlier += _step.Run(_loader.Next(), trainGenerator: false).Discriminator.Loss;
            var last = _step.Run(_loader.Next(), trainGenerator: true);
            _average?.Update();
            Step++;
            last = last with
            {
                Discriminator = last.Discriminator with
                {
                    Loss = (earlier + last.Discriminator.Loss) / Recipe.CriticSteps,
                },
            };
            return Schedule.IsCheckpointDue(Step) && NotFinite() is { } trouble ? (null, trouble) : (last, null);
        }
        catch (NotFiniteException error)
        {
            return (null, error.Message);
        }
    }

    /// <summary>The events of a step.</summary>
    private IEnumerable<TrainingEvent> WhenStepped(
        GanStep.Result result, double imagesPerSecond, CancellationToken cancellation)
    {
        var step = result.ToEvent(Step, Schedule.EpochOf(Step), imagesPerSecond);
        var (epochEnds, isCheckpointDue) = (Schedule.EpochEnds(Step), Schedule.IsCheckpointDue(Step));
        var epoch = epochEnds ? step.Epoch : (int?)null;
        yield return step;
        foreach (var warning in _watch.Look(step))
            yield return warning;
        if (Schedule.IsSampleDue(Step))
            yield return new SamplesDrawn(Step, epoch, _grid.Draw());
        if (Schedule.IsMeasurementDue(Step))
        {
            foreach (var happened in _watch.Measure(Step, epoch, mayBeBest: isCheckpointDue))
                yield return happened;
        }
        if (Schedule.IsEvaluationDue(Step))
            yield return _watch.Evaluate(Step, cancellation);
        if (epochEnds)
            yield return new EpochCompleted(Step, step.Epoch);
        if (isCheckpointDue)
            yield return new CheckpointDue(Step, Step == BestStep);
    }

    /// <summary>The events of a step that failed: the training is rolled back, or ends with an error.</summary>
    private IEnumerable<TrainingEvent> WhenNotFinite(string trouble)
    {
        var failed = Step;
        _checkpoint = _processes.OfFirst(_checkpoint);
        var reason = $"{trouble}, in the step after {Step}";
        yield return new TrainingWarning(
            Step, "not-finite", reason, "lower the learning rate, or set on-nan to rollback, which lowers it for you");
        if (!MayRollBack)
            throw new GanSharpException(
                $"{reason}; lower the learning rate, or resume from the last checkpoint with --on-nan rollback");
        if (_rollbacks.AreMost)
            throw new GanSharpException(
                $"{reason}, although the learning rates were halved {_rollbacks.Count} times; "
                + "check the recipe's losses and networks");
        if (_checkpoint is null)
            throw new GanSharpException($"{reason}, and there is no checkpoint to go back to; lower the learning rate");
        RollBack(Checkpoint.Load(_checkpoint));
        yield return new RolledBack(Step, failed);
        yield return new TrainingWarning(Step, "rollback", $"{reason}: back to step {Step}",
            $"learning rates are multiplied by {_rollbacks.Factor} from here on; start with lower ones next time");
    }

    /// <summary>Continues from an earlier checkpoint with learning rates half as large as they are now.</summary>
    private void RollBack(Checkpoint checkpoint)
    {
        var count = _rollbacks.Count + 1;
        checkpoint.CopyTo(State());
        _rollbacks.Count = count;
    }
}
