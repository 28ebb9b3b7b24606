namespace GanSharp.IO.Charts;

/// <summary>A chart axis: a range of values, its ticks, and the positions of values on it.</summary>
internal sealed class Axis
{
    private const double Largest = 1e100, Smallest = 1e-100, Tiny = 1e-9;

    private readonly bool _isLogarithmic;
    private readonly double _low, _high;

    /// <summary>Creates an axis for the values that it can show.</summary>
    /// <param name="values">The values to cover.</param>
    /// <param name="isLogarithmic">Whether the axis is logarithmic rather than linear.</param>
    /// <param name="isLoose">
    /// Whether to leave some room around the values and to end at a tick if one is near, rather than at the values.
    /// </param>
    /// <param name="mostTicks">The approximate number of ticks that fit.</param>
    public Axis(IEnumerable<double> values, bool isLogarithmic, bool isLoose, int mostTicks)
    {
        _isLogarithmic = isLogarithmic;
        var (low, high, areWhole) = (double.PositiveInfinity, double.NegativeInfinity, true);
        foreach (var value in values.Where(Shows))
            (low, high, areWhole) = (
                Math.Min(low, Scale(value)), Math.Max(high, Scale(value)), areWhole && Math.Round(value) == value);
        (low, high) = Widened(low, high);
        var ticks = isLogarithmic
            ? TickMarks.Logarithmic(low, high, mostTicks)
            : TickMarks.Even(low, high, mostTicks, areWhole);
        (_low, _high) = isLoose ? Loosened(low, high, ticks) : (low, high);
        var slack = Tiny * (_high - _low);
        ticks = [.. ticks.Where(tick => tick >= _low - slack && tick <= _high + slack)];
        Ticks =
        [
            .. ticks.Select(Place).Zip(isLogarithmic ? TickMarks.LogarithmicLabels(ticks) : TickMarks.Labels(ticks)),
        ];

        double Place(double tick) => (tick - _low) / (_high - _low);
    }

    /// <summary>The ticks: their position from 0 to 1, and their label.</summary>
    public IReadOnlyList<(double Place, string Label)> Ticks { get; }

    /// <summary>Whether an axis can show a value.</summary>
    public static bool Shows(double value, bool isLogarithmic) =>
        Math.Abs(value) <= Largest && (!isLogarithmic || value > 0);

    /// <summary>Returns the position of a value: 0 at the beginning of the axis, 1 at its end.</summary>
    public double Place(double value) => (Scale(value) - _low) / (_high - _low);

    private bool Shows(double value) => Shows(value, _isLogarithmic);

    private double Scale(double value) => _isLogarithmic ? Math.Log10(value) : value;

    /// <summary>
    /// Extends a range to the nearest ticks if they are near, and a little otherwise, so that it contains at least two
    /// ticks.
    /// </summary>
    private static (double Low, double High) Loosened(double low, double high, double[] ticks)
    {
        var (little, near) = ((high - low) / 25, (high - low) / 8);
        var (below, above) = (
            low - ticks[0] <= near ? ticks[0] : low - little, ticks[^1] - high <= near ? ticks[^1] : high + little);
        return ticks.Count(tick => tick >= below && tick <= above) >= 2 ? (below, above) : (ticks[0], ticks[^1]);
    }

    /// <summary>Extends an empty or very short range.</summary>
    private (double Low, double High) Widened(double low, double high)
    {
        if (low > high)
            return (0, 1);
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low > Math.Max(Tiny * size, Smallest))
            return (low, high);
        var around = _isLogarithmic ? 0.5 : size > Smallest ? 0.1 * size : 1;
        return (low - around, high + around);
    }
}
