using System.Globalization;
using GanSharp.Studies;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>Formats the events of a sweep, independently of the culture.</summary>
internal static class SweepText
{
    private static readonly string[] Figures = ["fid", "kid", "precision", "recall", "modes", "class-accuracy"];

    /// <summary>Formats the start of a sweep: <c>8 trials in sweeps/gan, 3 of them done</c>.</summary>
    public static string Introduction(Sweep sweep, SweepStarted start) =>
        $"{Plural.Of(start.Total, "trial")} in {sweep.Folder}"
        + (start.Done > 0 ? Invariant($", {start.Done} of them done") : "");

    /// <summary>Formats the start of a trial: <c>[3/8] gan-lr=1e-4-seed=1: 1500 steps</c>.</summary>
    public static string Begun(Sweep sweep, TrialStarted start) => Invariant(
        $"[{start.Number}/{sweep.Trials.Count}] {start.Trial.Id}: {start.TotalSteps} steps")
        + (start.Step > 0 ? Invariant($", resuming from step {start.Step}") : "");

    /// <summary>Formats the damage in the files of a trial.</summary>
    public static string Damaged(TrialDamaged damaged) => $"{damaged.Trial.Id}: {damaged.Message}";

    /// <summary>Formats a warning of a resumed trial.</summary>
    public static string Warning(Trial trial, TrainingWarning warning) =>
        $"{trial.Id}: {TrainingText.Warning(warning)}";

    /// <summary>Formats the key figures of a result, or the error of a failed trial.</summary>
    public static string Outcome(TrialResult result)
    {
        if (result.Error is { } error)
            return $"failed: {error.ReplaceLineEndings(" ")}";
        var figures = result.Evaluation is not { } evaluation
            ? [Invariant($"D {result.DiscriminatorLoss:F4}"), Invariant($"G {result.GeneratorLoss:F4}")]
            : Figures.Where(evaluation.Figures.ContainsKey).Select(name => FigureOf(name, evaluation.Figures[name]));
        return string.Join(
            ", ",
            [.. figures, .. result.Seconds is { } seconds ? [Duration(TimeSpan.FromSeconds(seconds))] : (string[])[]]);
    }

    /// <summary>Formats the end of a sweep.</summary>
    public static string Farewell(Sweep sweep, SweepFinished end)
    {
        var page = Path.Combine(sweep.Folder, Reports.Studies.SweepReport.Name);
        return Invariant($"{page}: {end.Done} of {sweep.Trials.Count} trials done")
            + (end.Elsewhere > 0 ? Invariant($", {end.Elsewhere} in other processes") : "")
            + (end.Failed > 0 ? Invariant($", {end.Failed} failed; retry with --retry") : "");
    }

    /// <summary>Returns the settings of a trial for JSON.</summary>
    public static Dictionary<string, string> SettingsOf(Trial trial) =>
        trial.Settings.ToDictionary(setting => setting.Key, setting => setting.Value);

    /// <summary>Formats a duration: <c>12:30</c>, <c>01:12:30</c>.</summary>
    public static string Duration(TimeSpan time) => TrainingText.Duration(time);

    private static string FigureOf(string name, Metrics.Figure figure) =>
        $"{name} {Numbers.Rounded(figure.Value)}"
        + (figure is { Low: { } low, High: { } high } ? $" ({Numbers.Rounded(low)} to {Numbers.Rounded(high)})" : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
