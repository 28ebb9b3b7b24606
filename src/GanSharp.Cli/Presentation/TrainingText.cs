using System.Globalization;
using GanSharp.Text;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Cli.Presentation;

/// <summary>Formats the events of a training, independently of the culture.</summary>
internal sealed class TrainingText(WatchedTraining training)
{
    private static readonly string[] Shown = ["fid", "kid", "precision", "recall", "modes", "class-accuracy"];

    private readonly long _steps = training.Trainer.TotalSteps;
    private readonly long _epochs =
        (training.Trainer.TotalSteps + training.Trainer.StepsPerEpoch - 1) / training.Trainer.StepsPerEpoch;

    /// <summary>Formats the recipe, the data and the size of the networks.</summary>
    public string Introduction(TrainingStarted start) => string.Create(CultureInfo.InvariantCulture,
        $"{training.Trainer.Recipe.Name} on {training.Trainer.Data}; "
        + $"generator {start.GeneratorParameters:N0} and discriminator {start.DiscriminatorParameters:N0} parameters");

    /// <summary>Formats what the networks took from another training: the source, then a line per network.</summary>
    public static List<string> Lines(Transfer transfer) =>
        [$"starts from {transfer}", .. transfer.Networks.Select(network => $"{network}")];

    /// <summary>Formats the position: <c>epoch 3/20  step 234/1560</c>.</summary>
    public string Place(StepCompleted step) => Invariant($"epoch {step.Epoch}/{_epochs}  step {step.Step}/{_steps}");

    /// <summary>
    /// Formats the numbers of a step: <c>1,234 images/s D 1.2345 G 0.8345 D(x) 0.52 D(G(z)) 0.48</c> and the measures
    /// of the terms. A critic has no D(x) and D(G(z)).
    /// </summary>
    public static string NumbersOf(StepCompleted step) =>
        Invariant($"{step.ImagesPerSecond:N0} images/s  D {step.DiscriminatorLoss:F4}  G {step.GeneratorLoss:F4}")
        + (step.RealScore is { } real ? Invariant($"  D(x) {real:F2}") : "")
        + (step.FakeScore is { } fake ? Invariant($"  D(G(z)) {fake:F2}") : "")
        + string.Concat(
            (step.Measures ?? new Dictionary<string, double>()).Select(measure =>
                $"  {measure.Key} {Numbers.Rounded(measure.Value)}"));

    /// <summary>
    /// Formats an evaluation: <c>evaluated after step 500: fid 24.1  precision 0.71  recall 0.62  modes 10</c>.
    /// </summary>
    public static string Figures(SamplesEvaluated evaluated) => Invariant($"evaluated after step {evaluated.Step}:")
        + string.Concat(Shown
            .Where(evaluated.Evaluation.Figures.ContainsKey)
            .Select(name => $" {name} {Numbers.Rounded(evaluated.Evaluation.Figures[name].Value)} "));

    /// <summary>
    /// Formats a warning: <c>warning after step 700: the samples differ ...; look at the newest grid ...</c>.
    /// </summary>
    public static string Warning(TrainingWarning warning) =>
        Invariant($"warning after step {warning.Step}: {warning.Reason}; {warning.Suggestion}");

    /// <summary>Formats a pause: that everything is saved, and how to end it.</summary>
    public string Paused(TrainingPaused paused) =>
        Invariant($"paused and saved after step {paused.Step}; ")
        + $"train on with {Tool.Name} pause {ShellWord.Path(training.Run.Folder)} --off";

    /// <summary>Formats the remaining time: <c>ETA 01:20</c>.</summary>
    public string Eta(StepCompleted step)
    {
        var left = training.TimeOf(_steps - step.Step, step);
        return "ETA " + (left < TimeSpan.MaxValue ? Duration(left) : "--:--");
    }

    /// <summary>Formats the end of a training: where the results are, and how to draw samples.</summary>
    public string Farewell(TrainingFinished end) =>
        $"{training.Run.Folder}: trained in {Duration(end.Elapsed)}; newest samples in {training.Run.LastSamples}; "
        + $"draw more with {SampleCommand()}";

    /// <summary>Formats the end of a stopped training: where the results are, and how to resume.</summary>
    public string Stopped() =>
        $"stopped after step {training.Trainer.Step}; the generator so far is in {training.Run.GeneratorPath}; "
        + $"resume with {Tool.Name} resume {ShellWord.Path(training.RunName)}"
        + $"{(training.DataFolder is { } folder ? $" {ShellWord.Option("--data", folder)}" : "")}, "
        + $"or see its report with {Tool.Name} report {ShellWord.Path(training.RunName)}";

    private string SampleCommand()
    {
        var names = training.Trainer.Sampler.ClassNames;
        var label =
            names.Count == 0
                ? ""
                : $"{ShellWord.Option("--labels", NameList.Format([names[Math.Min(7, names.Count - 1)]]))} ";
        return $"{Tool.Name} sample {ShellWord.Path(training.RunName)} {label}--count 16 --out samples.png";
    }

    /// <summary>Formats a duration: <c>12:30</c>, <c>01:12:30</c>, <c>1.02:03:04</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time.ToString(
            time.TotalHours < 1 ? @"mm\:ss"
                : time.TotalDays < 1 ? @"hh\:mm\:ss"
                : @"d\.hh\:mm\:ss",
            CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
