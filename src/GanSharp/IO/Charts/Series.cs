namespace GanSharp.IO.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">What the legend calls it; curves of one name have one colour in all panels.</param>
/// <param name="Points">
/// The points in the order in which they are joined. Where a number is NaN, infinite or beyond ±1e100, or not positive
/// on a logarithmic axis, the curve has a gap.
/// </param>
public sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the points are dots that are not joined.</summary>
    public bool IsDotted { get; init; }
}

/// <summary>One of several plots that stand side by side.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Series">Its curves.</param>
public sealed record Panel(string Title, IReadOnlyList<Series> Series);
