namespace GanSharp.Metrics;

/// <summary>A figure that could not be computed.</summary>
/// <param name="Figure">
/// Its name, as in <see cref="Evaluation.Figures"/>; <c>NAME interval</c> where only its interval is missing.
/// </param>
/// <param name="Reason">Why, in words.</param>
public sealed record MissingFigure(string Figure, string Reason)
{
    /// <summary>The class whose own figure is missing; null where it is that of all samples.</summary>
    public string? ClassName { get; init; }
}
