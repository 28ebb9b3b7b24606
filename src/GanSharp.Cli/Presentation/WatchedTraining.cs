using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>A training with the names that messages use.</summary>
/// <param name="Trainer">The training.</param>
/// <param name="Run">Its folder.</param>
/// <param name="RunName">The name of the run for other commands.</param>
/// <param name="DataFolder">The folder of <c>--data</c>; null if the option was omitted.</param>
internal sealed record WatchedTraining(Trainer Trainer, RunFolder Run, string RunName, string? DataFolder)
{
    /// <summary>
    /// Returns the time that a number of steps takes at the speed of one; <see cref="TimeSpan.MaxValue"/> if it is
    /// longer.
    /// </summary>
    public TimeSpan TimeOf(long steps, StepCompleted step)
    {
        var seconds = steps * (double)Trainer.Recipe.ImagesPerStep / step.ImagesPerSecond;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }
}
