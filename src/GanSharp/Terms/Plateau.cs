namespace GanSharp.Terms;

/// <summary>
/// A counter of how often a value stopped falling: its running mean, mean ← 0.99 · mean + 0.01 · value, reached no new
/// minimum for <paramref name="patience"/> observations. Each time, the search for the minimum starts again.
/// </summary>
internal sealed class Plateau(double patience)
{
    private const double Decay = 0.99;
    private double _mean = double.NaN, _least = double.PositiveInfinity, _since;

    /// <summary>Plateaus so far.</summary>
    public int Count { get; private set; }

    /// <summary>Everything to save for a resume.</summary>
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

    /// <summary>Takes the next value into account.</summary>
    public void Observe(double value)
    {
        _mean = double.IsNaN(_mean) ? value : Decay * _mean + (1 - Decay) * value;
        (_least, _since) = _mean < _least ? (_mean, 0) : (_least, _since + 1);
        if (_since < patience)
            return;
        Count++;
        (_least, _since) = (double.PositiveInfinity, 0);
    }
}
