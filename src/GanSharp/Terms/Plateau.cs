namespace GanSharp.Terms;

/// <summary>
/// Counts how often a figure stopped falling: its running mean, mean ← 0.99 · mean + 0.01 · figure, brought no new
/// least value for <paramref name="patience"/> observations. Each time, the search for the least value begins again.
/// </summary>
internal sealed class Plateau(double patience)
{
    private const double Decay = 0.99;
    private double _mean = double.NaN, _least = double.PositiveInfinity, _since;

    /// <summary>Plateaus so far.</summary>
    public int Count { get; private set; }

    /// <summary>All that is remembered.</summary>
    public IReadOnlyDictionary<string, double> State
    {
        get =>
            new Dictionary<string, double>
            {
                ["mean"] = _mean,
                ["least"] = _least,
                ["since"] = _since,
                ["plateaus"] = Count,
            };
        set => (_mean, _least, _since, Count) = (value["mean"], value["least"], value["since"], (int)value["plateaus"]);
    }

    /// <summary>Takes the next figure into account.</summary>
    public void Observe(double figure)
    {
        _mean = double.IsNaN(_mean) ? figure : Decay * _mean + (1 - Decay) * figure;
        (_least, _since) = _mean < _least ? (_mean, 0) : (_least, _since + 1);
        if (_since < patience)
            return;
        Count++;
        (_least, _since) = (double.PositiveInfinity, 0);
    }
}
