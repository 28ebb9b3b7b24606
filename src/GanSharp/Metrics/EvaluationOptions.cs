using GanSharp.Metrics.Features;
using static GanSharp.GanSharpException;

namespace GanSharp.Metrics;

/// <summary>Options of an <see cref="Evaluator"/>.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Number of samples to draw from a generator, 100 to 1,000,000; 10,000 by default.</summary>
    public int Samples { get; init; } = 10_000;

    /// <summary>
    /// The neighbour k whose distance is the radius of a ball of the manifold, 1 to 100; 5 by default.
    /// </summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Number of bootstrap resamples, 0 (no intervals) to 10,000; 100 by default.</summary>
    public int Resamples { get; init; } = 100;

    /// <summary>
    /// Whether to compute the <c>accuracy-score</c>: a classifier is trained on the samples alone and tested on the
    /// real test images (<see cref="ClassifierTraining.AccuracyScore"/>), which takes minutes. False by default.
    /// </summary>
    public bool AccuracyScore { get; init; }

    /// <summary>The seed of noise, splits and resamples; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="GanSharpException">One is out of range.</exception>
    public void Validate()
    {
        Require(Samples is >= 100 and <= 1_000_000, $"samples is {Samples}; it must be 100 to 1000000");
        Require(Neighbours is >= 1 and <= 100, $"neighbours is {Neighbours}; it must be 1 to 100");
        Require(Resamples is >= 0 and <= 10_000, $"resamples is {Resamples}; it must be 0 to 10000");
    }
}
