namespace GanSharp.Metrics;

/// <summary>A figure that could not be computed.</summary>
/// <param name="Figure">
/// Its name as in <see cref="Evaluation.Figures"/>, or <c>NAME interval</c> if only its interval is missing.
/// </param>
/// <param name="Reason">The reason, in words.</param>
public sealed record MissingFigure(string Figure, string Reason)
{
    /// <summary>The class whose figure is missing; null for the figure of all samples.</summary>
    public string? ClassName { get; init; }
}
