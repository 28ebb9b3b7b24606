namespace GanSharp.Metrics;

/// <summary>Collects figures by name, and the reasons for those that cannot be computed.</summary>
internal sealed class FigureCollector
{
    private readonly List<MissingFigure> _missing = [];
    private readonly Dictionary<string, Figure> _figures = new(StringComparer.Ordinal);

    /// <summary>The figures with a value; all numbers are finite.</summary>
    public IReadOnlyDictionary<string, Figure> Figures => _figures;

    /// <summary>The figures without a value.</summary>
    public IReadOnlyList<MissingFigure> Missing => _missing;

    /// <summary>Adds a figure, or notes that it is missing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="obstacle">Why it cannot be computed; null if it can.</param>
    /// <param name="compute">Computes it.</param>
    public void Add(string name, string? obstacle, Func<Figure> compute)
    {
        if (obstacle is null && compute() is var figure && double.IsFinite(figure.Value))
            _figures[name] = figure;
        else
            Miss(name, obstacle ?? "its value is not a finite number; the features are too large");
    }

    /// <summary>Notes that a figure is missing.</summary>
    public void Miss(string name, string reason, string? className = null) =>
        _missing.Add(new(name, reason) { ClassName = className });
}
