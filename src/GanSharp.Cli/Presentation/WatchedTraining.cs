using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>A training, and what is needed to speak of it.</summary>
/// <param name="Trainer">The training.</param>
/// <param name="Run">Its folder.</param>
/// <param name="RunName">What the other commands call the run.</param>
/// <param name="DataFolder">Where the data was said to be; null when it was not.</param>
internal sealed record WatchedTraining(Trainer Trainer, RunFolder Run, string RunName, string? DataFolder);
