namespace GanSharp.Metrics;

/// <summary>A figure of an evaluation.</summary>
/// <param name="Value">The figure, of the samples against real test images.</param>
public sealed record Figure(double Value)
{
    /// <summary>Lower end of the bootstrap interval; null if there is none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the bootstrap interval; null if there is none.</summary>
    public double? High { get; init; }

    /// <summary>
    /// The same figure for as many real training images instead of samples; null if it has no meaning.
    /// </summary>
    public double? Floor { get; init; }
}
