namespace GanSharp.Augmentation;

/// <summary>
/// The controller of StyleGAN2-ADA: augmentation becomes more probable while the discriminator overfits, and less while
/// it does not. Its measure of overfitting is r = E sign D(x) over the real images of a few steps. Each time the
/// probability p moves by (images since then) / <paramref name="images"/> towards where r meets the target.
/// </summary>
/// <remarks>
/// Karras et al. 2020, "Training generative adversarial networks with limited data", https://arxiv.org/abs/2006.06676.
/// </remarks>
/// <param name="target">The r to hold, between -1 and 1; 0.6 in the paper.</param>
/// <param name="images">The number of real images in which p can move from 0 to 1; 500,000 in the paper.</param>
internal sealed class AdaptiveProbability(double target = 0.6, double images = 500_000)
{
    private const int StepsPerMove = 4;

    private double _signs, _count, _steps;

    /// <summary>The probability of each transform for each image, 0 to 1; it starts at 0.</summary>
    public double Probability { get; private set; }

    /// <summary>r of the last few steps; 0 before the first.</summary>
    public double Overfitting { get; private set; }

    /// <summary>All that lasts from one step to the next.</summary>
    public IReadOnlyDictionary<string, double> State
    {
        get => new Dictionary<string, double>
        {
            ["probability"] = Probability,
            ["overfitting"] = Overfitting,
            ["signs"] = _signs,
            ["count"] = _count,
            ["steps"] = _steps,
        };
        set => (Probability, Overfitting, _signs, _count, _steps) =
            (value["probability"], value["overfitting"], value["signs"], value["count"], value["steps"]);
    }

    /// <summary>Takes a step's real images into account.</summary>
    /// <param name="signs">The sum of the signs of their scores.</param>
    /// <param name="count">Their number.</param>
    public void Observe(double signs, int count)
    {
        _signs += signs;
        _count += count;
        if (++_steps < StepsPerMove)
            return;
        Overfitting = _signs / _count;
        Probability = Math.Clamp(Probability + Math.Sign(Overfitting - target) * _count / images, 0, 1);
        (_signs, _count, _steps) = (0, 0, 0);
    }
}
