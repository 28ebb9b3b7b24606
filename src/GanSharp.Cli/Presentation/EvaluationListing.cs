using GanSharp.Metrics;
using GanSharp.Text;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints an evaluation as two tables: the figures, then the classes.</summary>
internal static class EvaluationListing
{
    public static void Write(CliEnvironment environment, Evaluation evaluation)
    {
        Listing.Write(
            environment, ["figure", "value", "95% interval", "floor"],
            evaluation.Figures.Select(entry => new[]
            {
                entry.Key, Text(entry.Value.Value), Interval(entry.Value),
                entry.Value.Floor is { } floor ? Text(floor) : "",
            }));
        foreach (var missing in evaluation
            .Missing.Where(missing => missing.ClassName is null)
            .GroupBy(missing => missing.Reason))
            environment.Out.WriteLine(
                $"not computed: {string.Join(", ", missing.Select(each => each.Figure))} ({missing.Key})");
        if (evaluation.ClassNames.Count == 0)
            return;
        environment.Out.WriteLine();
        Listing.Write(
            environment, ["class", "samples", "real", "fid"],
            evaluation.ClassNames.Select((name, label) => new[]
            {
                name, $"{evaluation.ClassCounts[label]}", $"{evaluation.ReferenceClassCounts[label]}",
                DistanceOf(evaluation, label),
            }));
    }

    /// <summary>Returns the Fréchet distance of a class, or the reason why it is missing.</summary>
    private static string DistanceOf(Evaluation evaluation, int label) =>
        evaluation.ClassFrechetDistances.ElementAtOrDefault(label) is { } distance ? Text(distance)
        : evaluation.Missing.FirstOrDefault(missing => missing.ClassName == evaluation.ClassNames[label]) is { } missing
            ? $"– ({missing.Reason})"
        : "–";

    /// <summary>Formats a figure with four significant digits.</summary>
    private static string Text(double value) => Numbers.Rounded(value, 4);

    private static string Interval(Figure figure) =>
        figure is { Low: { } low, High: { } high } ? $"{Text(low)} to {Text(high)}" : "";
}
