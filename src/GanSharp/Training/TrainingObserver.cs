using System.Diagnostics;
using GanSharp.Diagnostics;
using Microsoft.Extensions.Logging;

namespace GanSharp.Training;

/// <summary>
/// Passes the events of a training on to the program's log, and to the instruments of <see cref="Telemetry"/>.
/// </summary>
/// <param name="trainer">The training.</param>
/// <param name="logger">The program's log.</param>
internal sealed class TrainingObserver(Trainer trainer, ILogger logger) : IDisposable
{
    private readonly KeyValuePair<string, object?> _recipe = new("recipe", trainer.Recipe.Name);
    private Activity? _training, _epoch;
    private StepCompleted? _last;

    /// <summary>Computes the next event and observes it; returns false after the last one.</summary>
    public bool Next(IEnumerator<TrainingEvent> events)
    {
        var start = Telemetry.StepDuration.Enabled ? trainer.Time.GetTimestamp() : (long?)null;
        try
        {
            if (!events.MoveNext())
                return false;
        }
        catch (OperationCanceledException)
        {
            logger.TrainingStopped(trainer.Step);
            throw;
        }
        catch (Exception error)
        {
            logger.TrainingFailed(error, trainer.Step, error.Message);
            _training?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        if (events.Current is StepCompleted step)
            Measure(step, start);
        else
            Note(events.Current);
        return true;
    }

    /// <summary>Ends the activities.</summary>
    public void Dispose()
    {
        _epoch?.Dispose();
        _training?.Dispose();
    }

    private void Measure(StepCompleted step, long? start)
    {
        _last = step;
        Telemetry.Steps.Add(1, _recipe);
        Telemetry.Images.Add(trainer.Recipe.ImagesPerStep, _recipe);
        if (start is { } then)
            Telemetry.StepDuration.Record(trainer.Time.GetElapsedTime(then).TotalSeconds, _recipe);
        if (!Telemetry.Loss.Enabled)
            return;
        Telemetry.Loss.Record(step.DiscriminatorLoss, _recipe, new("player", "discriminator"));
        Telemetry.Loss.Record(step.GeneratorLoss, _recipe, new("player", "generator"));
    }

    private void Note(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted started:
                logger.TrainingStarted(
                    trainer.Recipe.Name, started.Step, started.TotalSteps, started.StepsPerEpoch);
                _training = Telemetry.Activities.StartActivity("training");
                _training?.SetTag("gansharp.recipe", trainer.Recipe.Name).SetTag("gansharp.step", started.Step);
                StartEpoch();
                break;
            case EpochCompleted epoch:
                logger.EpochCompleted(
                    epoch.Epoch, epoch.Step, _last?.DiscriminatorLoss ?? 0, _last?.GeneratorLoss ?? 0);
                _epoch?.SetTag("gansharp.epoch", epoch.Epoch).Dispose();
                StartEpoch();
                break;
            case SamplesEvaluated evaluated:
                logger.SamplesEvaluated(evaluated.Step, evaluated.Evaluation.FrechetDistance);
                break;
            case TrainingWarning warning:
                logger.TrainingWarning(warning.Kind, warning.Step, warning.Reason, warning.Suggestion);
                break;
            case RolledBack back:
                logger.RolledBack(back.From, back.Step);
                break;
            case TrainingFinished finished:
                logger.TrainingFinished(finished.Step, finished.Elapsed);
                break;
        }
    }

    private void StartEpoch() =>
        _epoch = trainer.Step < trainer.TotalSteps ? Telemetry.Activities.StartActivity("epoch") : null;
}
