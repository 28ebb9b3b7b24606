using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints every event as a line of JSON.</summary>
internal sealed class JsonView(CliEnvironment environment, WatchedTraining training) : View<TrainingEvent>
{
    private readonly FirstEstimate _estimate = new(environment.Time, training);

    public override void Show(TrainingEvent happened)
    {
        environment.WriteJson(Of(happened));
        if (happened is StepCompleted step && _estimate.After(step) is { } estimate)
            environment.WriteJson(new
            {
                Event = "estimate",
                SecondsPerEpoch = estimate.Epoch.TotalSeconds,
                SecondsLeft = estimate.Rest.TotalSeconds,
            });
    }

    private object Of(TrainingEvent happened) => happened switch
    {
        TrainingStarted start => new
        {
            Event = "started",
            Run = training.Run.Folder,
            Recipe = training.Trainer.Recipe.Name,
            Data = training.Trainer.Data.Name,
            start.Step,
            start.TotalSteps,
            start.StepsPerEpoch,
            start.GeneratorParameters,
            start.DiscriminatorParameters,
        },
        WeightsTransferred { Transfer: var transfer } => Describe(transfer),
        StepCompleted step => new
        {
            Event = "step",
            step.Step,
            step.Epoch,
            step.DiscriminatorLoss,
            step.GeneratorLoss,
            step.RealScore,
            step.FakeScore,
            step.Measures,
            step.ImagesPerSecond,
            step.DiscriminatorGradientNorm,
            step.GeneratorGradientNorm,
            step.DiscriminatorLearningRate,
            step.GeneratorLearningRate,
        },
        SamplesDrawn samples => new
        {
            Event = "samples",
            samples.Step,
            samples.Epoch,
            Picture = training.Run.LastSamples,
        },
        SamplesMeasured measured => new
        {
            Event = "measured",
            measured.Step,
            measured.Epoch,
            measured.EnergyDistance,
            measured.Diversity,
            measured.ClassCounts,
            measured.Change,
        },
        SamplesEvaluated evaluated => new { Event = "evaluated", evaluated.Step, evaluated.Evaluation },
        TrainingWarning warning => new
        {
            Event = "warning",
            warning.Step,
            warning.Kind,
            warning.Reason,
            warning.Suggestion,
        },
        TrainingPaused paused => new { Event = "paused", paused.Step },
        EpochCompleted epoch => new { Event = "epoch", epoch.Step, epoch.Epoch },
        CheckpointDue due => new { Event = "checkpoint", due.Step, due.IsBest },
        RolledBack rolled => new { Event = "rollback", rolled.Step, rolled.From },
        TrainingFinished end => new
        {
            Event = "finished",
            end.Step,
            Seconds = end.Elapsed.TotalSeconds,
            Generator = training.Run.GeneratorPath,
        },
        _ => new { Event = happened.GetType().Name, happened.Step },
    };

    /// <summary>Returns the event of what the networks took from another training.</summary>
    public static object Describe(Transfer transfer) => new
    {
        Event = "transferred",
        transfer.Source,
        SourceStep = transfer.Step,
        transfer.Sha256,
        transfer.Networks,
    };
}
