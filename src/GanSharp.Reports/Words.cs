using System.Globalization;
using GanSharp.Text;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>Formats the numbers and times of pages, independently of the culture.</summary>
internal static class Words
{
    /// <summary>Formats a whole number: <c>12,345</c>.</summary>
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a figure with four digits, and null as a dash.</summary>
    public static string Figure(double? number) => number is { } value ? Numbers.Rounded(value, 4) : "–";

    /// <summary>Formats a duration: <c>4 s</c>, <c>12 min</c>, <c>3 h 20 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 1 => "under 1 s",
        < 120 => $"{Count(seconds)} s",
        < 7200 => $"{Count(seconds / 60)} min",
        _ => $"{Count(Math.Floor(seconds / 3600))} h {Math.Floor(seconds / 60) % 60} min",
    };

    /// <summary>Formats a time: <c>29 February 2024, 12:00 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Formats a data set: <c>digits: 5,000 images of 28×28×1, 10 classes</c>.</summary>
    public static string InWords(this DataDescription data)
    {
        var classes = data.Classes.Count switch { 0 => "", 1 => ", 1 class", var count => $", {count} classes" };
        return $"{data.Name}: {Count(data.Images)} images of {data.Size}{classes}";
    }

    /// <summary>Formats the time of a grid: <c>epoch 3 of 15 · step 702</c>.</summary>
    public static string Place(RunRecord run, SavedGrid grid) => grid.Epoch is { } epoch
        ? $"epoch {epoch} of {Count(Epochs(run))} · step {Count(grid.Step)}"
        : $"step {Count(grid.Step)} of {Count(run.TotalSteps)}";

    /// <summary>Returns the epochs of the whole training; the last may be incomplete.</summary>
    public static long Epochs(RunRecord run) =>
        (run.TotalSteps + run.Description.StepsPerEpoch - 1) / run.Description.StepsPerEpoch;
}
