using GanSharp.Text;
using static System.FormattableString;

namespace GanSharp.Training.Health;

/// <summary>
/// Notices when a training goes wrong, from its events. It warns once when a problem begins, and again only if the
/// problem comes back.
/// </summary>
internal sealed class HealthMonitor
{
    // Chosen on MNIST: gan stays well within all these limits, cgan-mlp at three times its learning rate collapses far
    // beyond them.
    internal const int FirstSteps = 500;

    private const int StepsWithoutGradient = 20;
    private const double LeastClasses = 0.5, LeastShare = 0.01, LeastChange = 1e-3;
    private const double UsualRate = 2e-4, Doubt = 0.02, Dominance = 0.05, Vanished = 0.02, Smoothing = 0.99;

    // acgan on colour images has a diversity of 0.29 in its first 1,000 steps, but learns. So a low diversity is a
    // collapse only if the samples get worse; a very low one is always one.
    private const double LowDiversity = 0.35, VeryLowDiversity = 0.15;

    // A problem is over when its figures are better than the limit by this factor.
    private const double Relief = 1.5;

    private readonly Dictionary<string, double> _state = new[]
    {
        "collapsed", "still", "won", "weight", "real", "fake", "gradient", "largest-gradient", "judged", "longest",
        "verdicts", "nearest", "nearest-step", "most-varied", "behind", "rate", "discriminator-without",
        "generator-without", "discriminator-rate", "generator-rate",
    }.ToDictionary(name => name, _ => 0d);

    /// <summary>The state that a checkpoint saves.</summary>
    public IReadOnlyDictionary<string, double> State
    {
        get => _state;
        set
        {
            foreach (var (name, number) in value)
                _state[name] = number;
        }
    }

    /// <summary>The warnings about a step.</summary>
    public IReadOnlyList<TrainingWarning> Check(StepCompleted step) => [.. WarningsOf(step)];

    /// <summary>The warnings about measured samples.</summary>
    public IReadOnlyList<TrainingWarning> Check(SamplesMeasured measured) => [.. WarningsOf(measured)];

    private IEnumerable<TrainingWarning> WarningsOf(StepCompleted step)
    {
        _state["rate"] = step.GeneratorLearningRate ?? 0;
        var ofGenerator = WarningsOf(
            step, "generator", step.GeneratorGradientNorm, step.GeneratorLearningRate, step.GeneratorIsStill);
        var ofDiscriminator = WarningsOf(
            step, "discriminator", step.DiscriminatorGradientNorm, step.DiscriminatorLearningRate,
            step.DiscriminatorIsStill);
        foreach (var warning in ofGenerator.Concat(ofDiscriminator))
            yield return warning;
        if (step is not { RealScore: { } realScore, FakeScore: { } fakeScore, GeneratorGradientNorm: { } norm })
            yield break;
        var weight = Follow("weight", 1);
        var (real, fake, gradient) = (
            Follow("real", realScore) / weight, Follow("fake", fakeScore) / weight, Follow("gradient", norm) / weight);
        var largest = _state["largest-gradient"] = Math.Max(_state["largest-gradient"], gradient);
        var doubt = Math.Max(1 - real, fake);
        if (step.Step >= FirstSteps
            && Begins("won", factor => doubt < factor * Doubt && gradient < factor * factor * Vanished * largest))
        {
            yield return new(step.Step, "discriminator-won",
                "the discriminator tells real from generated images without doubt "
                + Invariant($"(D(x) {real:F3}, D(G(z)) {fake:F3}), and the generator's gradient has shrunk to ")
                + Invariant($"{Numbers.Rounded(100 * gradient / largest, 2)}% of what it was"),
                "give the discriminator a lower learning rate or dropout, or use a loss that does not saturate, "
                + "such as non-saturating or wasserstein");
        }
    }

    /// <summary>The warnings about a player that does not learn at all.</summary>
    private IEnumerable<TrainingWarning> WarningsOf(
        StepCompleted step, string player, double? gradient, double? learningRate, bool isStill)
    {
        var without = _state[$"{player}-without"] = gradient == 0 ? _state[$"{player}-without"] + 1 : 0;
        if (without == StepsWithoutGradient)
        {
            yield return new(
                step.Step, "no-gradient",
                Invariant(
                    $"the {player}'s gradient was exactly 0 in {StepsWithoutGradient} steps, so it learns nothing"),
                "look for rectifiers that are always 0 (use leaky-relu), "
                    + "a normalisation of very few values (use a larger batch), "
                    + "or a loss that cannot get better (use non-saturating)");
        }
        else if (isStill && gradient > 0 && Begins($"{player}-rate", _ => true))
        {
            yield return new(step.Step, "weights-still",
                Invariant($"step {step.Step} changed none of the {player}'s weights: ")
                + Invariant($"a learning rate of {Numbers.Format(learningRate ?? 0)} is too small for them"),
                Invariant($"raise the {player}'s learning rate; 2e-4 is usual for adam"));
        }
    }

    private IEnumerable<TrainingWarning> WarningsOf(SamplesMeasured measured)
    {
        var hadTime = HadTimeToChange(measured.Step);
        var isWorse = new SampleProgress(_state).IsWorse(measured, hasCollapsed: _state["collapsed"] > 0);
        var classes = measured.ClassCounts?.Count ?? 0;
        var found = measured.ClassCounts?.Count(count => count >= LeastShare * measured.ClassCounts.Sum()) ?? 0;
        if (Begins("collapsed", HasCollapsed))
        {
            yield return new(measured.Step, "mode-collapse",
                measured.Diversity < LowDiversity
                    ? Invariant($"the samples differ from each other only {100 * measured.Diversity:F0}% ")
                        + "as much as real images do"
                    : Invariant($"the samples are near images of {found} of {classes} classes only"),
                RemedyForCollapse());
        }
        if (hadTime && measured.Step >= FirstSteps && Begins("still", factor => measured.Change < factor * LeastChange))
        {
            yield return new(measured.Step, "generator-still",
                "samples of the same noise have changed by "
                + Invariant($"{Numbers.Rounded(100 * measured.Change!.Value, 2)}% ")
                + "of the distance between real images since the last measurement",
                "stop here if the samples are good; "
                + "if not, raise the generator's learning rate, or weaken the discriminator");
        }

        bool HasCollapsed(double factor)
        {
            var isAlike = measured.Diversity < factor * LowDiversity;
            var lacksClasses = classes > 0 && found <= factor * LeastClasses * classes;
            return (isWorse && (isAlike || lacksClasses))
                || (measured.Step >= FirstSteps && measured.Diversity < factor * VeryLowDiversity);
        }
    }

    /// <summary>
    /// Suggests a learning rate if the discriminator dominates, which means that both learn too fast.
    /// </summary>
    private string RemedyForCollapse()
    {
        var (weight, rate) = (_state["weight"], _state["rate"]);
        var (real, fake) = (_state["real"] / weight, _state["fake"] / weight);
        var dominates = weight > 0 && Math.Max(1 - real, fake) < Dominance;
        return dominates && rate > UsualRate
            ? Invariant($"the discriminator is far ahead (D(x) {real:F2}, D(G(z)) {fake:F2}), ")
                + Invariant($"and a learning rate of {Numbers.Format(rate)} is high; ")
                + Invariant($"start again with --lr {UsualRate:0.##e-0}")
            : "look at the newest grid; a lower learning rate, a larger batch, more critic steps or another loss, "
                + "such as wasserstein with gradient-penalty, often helps";
    }

    /// <summary>
    /// Whether at least half the usual number of steps lies between this measurement and the last. A training that ends
    /// soon after an epoch measures twice in a row, which shows little change.
    /// </summary>
    private bool HadTimeToChange(long step)
    {
        var steps = step - _state["judged"];
        if (_state["judged"] > 0)
            _state["longest"] = Math.Max(_state["longest"], steps);
        _state["judged"] = step;
        return steps >= _state["longest"] / 2;
    }

    /// <summary>
    /// Updates a running sum with exponentially falling weights; divided by "weight" it is an average.
    /// </summary>
    private double Follow(string name, double value) =>
        _state[name] = Smoothing * _state[name] + (1 - Smoothing) * value;

    /// <summary>
    /// Whether a problem exists now and did not exist before. <paramref name="exists"/> is given the factor that widens
    /// the limits while the problem lasts.
    /// </summary>
    private bool Begins(string problem, Func<double, bool> exists)
    {
        var existed = _state[problem] > 0;
        _state[problem] = exists(existed ? Relief : 1) ? 1 : 0;
        return !existed && _state[problem] > 0;
    }
}
