using static System.FormattableString;

namespace GanSharp.Training;

/// <summary>
/// Notices when a training goes wrong, from what it logs. It warns once when a trouble begins, and again only after it was over.
/// </summary>
internal sealed class HealthMonitor
{
    // From trainings on MNIST: gan keeps clear of all these limits, cgan-mlp at three times its learning rate collapses far beyond them.
    private const int FirstSteps = 500;
    private const double LeastDiversity = 0.35, LeastClasses = 0.5, LeastShare = 0.01, LeastChange = 1e-3;
    private const double Doubt = 0.02, Vanished = 0.02, Smoothing = 0.99;

    // A trouble is over when its figures are this many times as good as those at which it began.
    private const double Relief = 1.5;

    private readonly Dictionary<string, double> _state =
        ((string[])["collapsed", "still", "won", "weight", "real", "fake", "gradient", "largest-gradient", "judged", "longest"]).ToDictionary(name => name, _ => 0d);

    /// <summary>What it remembers.</summary>
    public IReadOnlyDictionary<string, double> State
    {
        get => _state;
        set
        {
            foreach (var (name, number) in value)
                _state[name] = number;
        }
    }

    /// <summary>What is wrong with a step, if anything.</summary>
    public IReadOnlyList<TrainingWarning> Check(StepCompleted step) => [.. TroublesOf(step)];

    /// <summary>What is wrong with the samples, if anything.</summary>
    public IReadOnlyList<TrainingWarning> Check(SamplesJudged judged) => [.. TroublesOf(judged)];

    private IEnumerable<TrainingWarning> TroublesOf(StepCompleted step)
    {
        if (step is not { RealScore: { } realScore, FakeScore: { } fakeScore, GeneratorGradientNorm: { } norm })
            yield break;
        var weight = Follow("weight", 1);
        var (real, fake, gradient) = (Follow("real", realScore) / weight, Follow("fake", fakeScore) / weight, Follow("gradient", norm) / weight);
        var largest = _state["largest-gradient"] = Math.Max(_state["largest-gradient"], gradient);
        var doubt = Math.Max(1 - real, fake);
        if (step.Step >= FirstSteps && Begins("won", factor => doubt < factor * Doubt && gradient < factor * factor * Vanished * largest))
        {
            yield return new(step.Step, "discriminator-won", Invariant(
                $"the discriminator tells real from generated images without doubt (D(x) {real:F3}, D(G(z)) {fake:F3}), ")
                + Invariant($"and the generator's gradient has shrunk to {100 * gradient / largest:G2}% of what it was"),
                "give the discriminator a lower learning rate or dropout, or take a loss that does not saturate, such as non-saturating or wasserstein");
        }
    }

    private IEnumerable<TrainingWarning> TroublesOf(SamplesJudged judged)
    {
        var hadTime = HadTimeToChange(judged.Step);
        if (judged.Step < FirstSteps)
            yield break;
        var classes = judged.ClassCounts?.Count ?? 0;
        var found = judged.ClassCounts?.Count(count => count >= LeastShare * judged.ClassCounts.Sum()) ?? 0;
        var alike = judged.Diversity < LeastDiversity;
        if (Begins("collapsed", factor => judged.Diversity < factor * LeastDiversity || (classes > 0 && found <= factor * LeastClasses * classes)))
        {
            yield return new(judged.Step, "mode-collapse",
                Invariant(alike ? (FormattableString)$"the samples differ from each other by {100 * judged.Diversity:F0}% of what real images do"
                    : $"the samples are near images of {found} of {classes} classes only"),
                "look at the newest grid; a lower learning rate, a larger batch, more critic steps or another loss, "
                    + "such as wasserstein with gradient-penalty, often helps");
        }
        if (hadTime && Begins("still", factor => judged.Change < factor * LeastChange))
        {
            yield return new(judged.Step, "generator-still", Invariant(
                $"the samples of the same noise have changed by {100 * judged.Change:G2}% of the distance between real images since they were judged last"),
                "stop here if the samples are good; if not, raise the generator's learning rate, or weaken the discriminator");
        }
    }

    /// <summary>Whether it is about as long as ever between two verdicts: a training that ends soon after an epoch gives one that shows little change.</summary>
    private bool HadTimeToChange(long step)
    {
        var steps = step - _state["judged"];
        if (_state["judged"] > 0)
            _state["longest"] = Math.Max(_state["longest"], steps);
        _state["judged"] = step;
        return steps >= _state["longest"] / 2;
    }

    private double Follow(string name, double value) => _state[name] = Smoothing * _state[name] + (1 - Smoothing) * value;

    /// <summary>Whether a trouble is there now and was not before. It is asked with its limits made so many times as wide.</summary>
    private bool Begins(string trouble, Func<double, bool> isWithin)
    {
        var was = _state[trouble] > 0;
        _state[trouble] = isWithin(was ? Relief : 1) ? 1 : 0;
        return !was && _state[trouble] > 0;
    }
}
