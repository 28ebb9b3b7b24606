using Microsoft.Extensions.Logging;

namespace GanSharp.Training;

/// <summary>The messages of a training for a program's log. Their numbers are part of the public contract.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Training {Recipe} started: {Step} of {TotalSteps} steps done, {StepsPerEpoch} steps per epoch")]
    public static partial void TrainingStarted(
        this ILogger logger, string recipe, long step, long totalSteps, long stepsPerEpoch);

    [LoggerMessage(2, LogLevel.Information,
        "Epoch {Epoch} ended at step {Step}: loss of the discriminator {DiscriminatorLoss:G4}, "
        + "of the generator {GeneratorLoss:G4}")]
    public static partial void EpochCompleted(
        this ILogger logger, int epoch, long step, double discriminatorLoss, double generatorLoss);

    [LoggerMessage(3, LogLevel.Information, "Samples of step {Step} evaluated: Fréchet distance {FrechetDistance:G4}")]
    public static partial void SamplesEvaluated(this ILogger logger, long step, double? frechetDistance);

    [LoggerMessage(4, LogLevel.Warning, "{Kind} at step {Step}: {Reason}; {Suggestion}")]
    public static partial void TrainingWarning(
        this ILogger logger, string kind, long step, string reason, string suggestion);

    [LoggerMessage(5, LogLevel.Information, "Checkpoint of step {Step} written to {Path}")]
    public static partial void CheckpointWritten(this ILogger logger, long step, string path);

    [LoggerMessage(6, LogLevel.Warning, "Training rolled back from step {From} to the checkpoint of step {Step}")]
    public static partial void RolledBack(this ILogger logger, long from, long step);

    [LoggerMessage(7, LogLevel.Information, "Training finished after {Step} steps in {Elapsed}")]
    public static partial void TrainingFinished(this ILogger logger, long step, TimeSpan elapsed);

    [LoggerMessage(8, LogLevel.Information, "Training stopped after step {Step}")]
    public static partial void TrainingStopped(this ILogger logger, long step);

    [LoggerMessage(9, LogLevel.Error, "Training failed after step {Step}: {Reason}")]
    public static partial void TrainingFailed(this ILogger logger, Exception error, long step, string reason);
}
