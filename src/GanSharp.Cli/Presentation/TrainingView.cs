using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>A training, and what is needed to speak of it.</summary>
/// <param name="Recipe">What is trained.</param>
/// <param name="Data">The images.</param>
/// <param name="Trainer">The training.</param>
/// <param name="Run">Its folder.</param>
/// <param name="RunName">What the other commands call the run.</param>
/// <param name="DataFolder">Where the data was said to be; null when it was not.</param>
internal sealed record WatchedTraining(Recipe Recipe, ImageDataset Data, Trainer Trainer, RunFolder Run, string RunName, string? DataFolder);

/// <summary>Shows how a training goes.</summary>
internal abstract class TrainingView
{
    /// <summary>Runs the training, with whatever has to be on the screen all the while.</summary>
    public virtual Task WatchAsync(Func<Task> train) => train();

    /// <summary>Shows an event, which the run folder holds by now.</summary>
    public abstract void Show(TrainingEvent happened);
}
