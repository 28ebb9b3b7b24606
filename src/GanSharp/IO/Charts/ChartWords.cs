namespace GanSharp.IO.Charts;

/// <summary>The words in the description of a chart for screen readers; English by default.</summary>
public sealed record ChartWords
{
    /// <summary>The beginning of a list of curves: <c>Lines</c>.</summary>
    public string Lines { get; init; } = "Lines";

    /// <summary>The beginning of a list of bars: <c>Bars</c>.</summary>
    public string Bars { get; init; } = "Bars";

    /// <summary>What is before the last value of a curve: <c>last</c>.</summary>
    public string Last { get; init; } = "last";

    /// <summary>The last value of a curve without points: <c>nothing</c>.</summary>
    public string Nothing { get; init; } = "nothing";

    internal static ChartWords English { get; } = new();
}
