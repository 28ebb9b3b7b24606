namespace GanSharp.IO.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">The name in the legend. Curves with the same name have the same colour in all panels.</param>
/// <param name="Points">
/// The points in drawing order. The curve has a gap where a number is NaN, infinite, beyond ±1e100, or not positive on
/// a logarithmic axis.
/// </param>
public sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the points are separate dots instead of a line.</summary>
    public bool IsDotted { get; init; }
}

/// <summary>One of several plots side by side.</summary>
/// <param name="Title">The title above the plot.</param>
/// <param name="Series">Its curves.</param>
public sealed record Panel(string Title, IReadOnlyList<Series> Series);
