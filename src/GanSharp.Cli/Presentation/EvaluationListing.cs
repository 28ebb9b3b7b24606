using System.Globalization;
using GanSharp.Metrics;

namespace GanSharp.Cli.Presentation;

/// <summary>An evaluation as tables: the figures, then the classes.</summary>
internal static class EvaluationListing
{
    private const int Digits = 4, MostDecimals = 8;

    public static void Write(CliEnvironment environment, Evaluation evaluation)
    {
        Listing.Write(environment, ["figure", "value", "95% interval", "floor"], evaluation.Figures.Select(entry => new[]
        {
            entry.Key, Text(entry.Value.Value), Interval(entry.Value), entry.Value.Floor is { } floor ? Text(floor) : "",
        }));
        foreach (var missing in evaluation.Missing.Where(missing => missing.ClassName is null).GroupBy(missing => missing.Reason))
            environment.Out.WriteLine($"not computed: {string.Join(", ", missing.Select(each => each.Figure))} ({missing.Key})");
        if (evaluation.ClassNames.Count == 0)
            return;
        environment.Out.WriteLine();
        Listing.Write(environment, ["class", "samples", "real", "fid"], evaluation.ClassNames.Select((name, label) => new[]
        {
            name, $"{evaluation.ClassCounts[label]}", $"{evaluation.ReferenceClassCounts[label]}",
            DistanceOf(evaluation, label),
        }));
    }

    /// <summary>The distance of a class, or why there is none.</summary>
    private static string DistanceOf(Evaluation evaluation, int label) =>
        evaluation.ClassFrechetDistances.ElementAtOrDefault(label) is { } distance ? Text(distance)
        : evaluation.Missing.FirstOrDefault(missing => missing.ClassName == evaluation.ClassNames[label]) is { } missing ? $"– ({missing.Reason})"
        : "–";

    /// <summary>Four significant digits, never an exponent.</summary>
    public static string Text(double value)
    {
        var decimals = value == 0 ? 0 : Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, MostDecimals);
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return decimals > 0 ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string Interval(Figure figure) => figure is { Low: { } low, High: { } high } ? $"{Text(low)} to {Text(high)}" : "";
}
