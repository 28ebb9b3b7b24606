using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Optim;

/// <summary>
/// An exponential moving average of a network's weights: average = decay · average + (1 - decay) · weight after every
/// step. Samples of the average are steadier than those of the network itself. Early steps use a smaller decay, (1 +
/// steps) / (10 + steps), so that the random initial weights are soon forgotten. Running statistics are averaged in the
/// same way.
/// </summary>
public sealed class MovingAverage
{
    private readonly (Tensor Average, Tensor Source)[] _pairs;
    private readonly double _decay;

    /// <summary>Creates an average that starts as a copy of <paramref name="source"/>.</summary>
    /// <param name="average">A network of the same structure.</param>
    /// <param name="source">The network that is being trained.</param>
    /// <param name="decay">0 to below 1; usually 0.99 to 0.9999.</param>
    public MovingAverage(Module average, Module source, double decay)
    {
        ArgumentNullException.ThrowIfNull(average);
        average.CopyFrom(source);
        _decay = decay;
        _pairs = [.. average.State.Zip(source.State, (a, s) => (a.Tensor, s.Tensor))];
    }

    /// <summary>Updates so far.</summary>
    internal long Steps { get; set; }

    /// <summary>Moves the average towards the network's current weights.</summary>
    public void Update()
    {
        var decay = Math.Min(_decay, (1d + Steps) / (10 + Steps));
        Steps++;
        foreach (var (average, source) in _pairs)
            InPlace.Lerp(average, source, 1 - decay);
    }
}
