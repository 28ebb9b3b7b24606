using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>Estimates once, from the first steps, how long a training will take.</summary>
internal sealed class FirstEstimate(TimeProvider time, WatchedTraining training)
{
    private const int FirstSteps = 3;
    private static readonly TimeSpan FirstSeconds = TimeSpan.FromSeconds(10), Short = TimeSpan.FromMinutes(2);

    private readonly long _start = time.GetTimestamp(), _firstStep = training.Trainer.Step;
    private bool _isDone;

    /// <summary>
    /// Returns the estimate, after ten seconds and at least three steps; null before, afterwards, and for a training
    /// of less than two minutes.
    /// </summary>
    public TimeEstimate? After(StepCompleted step)
    {
        if (_isDone || step.Step - _firstStep < FirstSteps || time.GetElapsedTime(_start) < FirstSeconds)
            return null;
        _isDone = true;
        var estimate = new TimeEstimate(
            training.TimeOf(training.Trainer.StepsPerEpoch, step),
            training.TimeOf(training.Trainer.TotalSteps - step.Step, step));
        return estimate.Rest < Short ? null : estimate;
    }
}

/// <summary>How long a training is expected to take.</summary>
/// <param name="Epoch">An epoch.</param>
/// <param name="Rest">All steps that are left.</param>
internal sealed record TimeEstimate(TimeSpan Epoch, TimeSpan Rest)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"an epoch takes about {TrainingText.Duration(Epoch)}, the whole training about {TrainingText.Duration(Rest)}";
}
