using GanSharp.Text;
using static System.FormattableString;

namespace GanSharp.Training.Health;

/// <summary>
/// Notices when a training goes wrong, from what it logs. It warns once when a trouble begins, and again only after it
/// was over.
/// </summary>
internal sealed class HealthMonitor
{
    // From trainings on MNIST: gan keeps clear of all these limits, cgan-mlp at three times its learning rate collapses
    // far beyond them.
    private const int FirstSteps = 500;
    // acgan on colour pictures is as little varied in its first 1,000 steps (0.29), but nearer to real images in almost
    // each verdict.
    private const int StepsWithoutGradient = 20, Verdicts = 2;
    private const double SureDiversity = 0.15, FarAhead = 0.05;
    private const double LeastDiversity = 0.35, LeastClasses = 0.5, LeastShare = 0.01, LeastChange = 1e-3;
    private const double UsualRate = 2e-4, Doubt = 0.02, Vanished = 0.02, Smoothing = 0.99;

    // A trouble is over when its figures are this many times as good as those at which it began.
    private const double Relief = 1.5;

    private readonly Dictionary<string, double> _state = (
        (string[])
            [
                "collapsed", "still", "won", "weight", "real", "fake", "gradient", "largest-gradient", "judged",
                "longest", "verdicts", "nearest", "behind", "rate",
            "discriminator-without", "generator-without", "discriminator-rate", "generator-rate",
        ]).ToDictionary(name => name, _ => 0d);

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
    public IReadOnlyList<TrainingWarning> Check(SamplesMeasured measured) => [.. TroublesOf(measured)];

    private IEnumerable<TrainingWarning> TroublesOf(StepCompleted step)
    {
        _state["rate"] = step.GeneratorLearningRate ?? 0;
        var players = PlayerTroubles(
                step, "generator", step.GeneratorGradientNorm, step.GeneratorLearningRate, step.GeneratorIsStill)
            .Concat(
                PlayerTroubles(
                    step, "discriminator", step.DiscriminatorGradientNorm, step.DiscriminatorLearningRate,
                    step.DiscriminatorIsStill));
        foreach (var warning in players)
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
            yield return new(step.Step, "discriminator-won", Invariant(
                $"the discriminator tells real from generated images without doubt (D(x) {real:F3}, D(G(z)) {fake:F3}), ")
                + Invariant(
                    $"and the generator's gradient has shrunk to {Numbers.Rounded(100 * gradient / largest, 2)}% of what it was"),
                "give the discriminator a lower learning rate or dropout, or take a loss that does not saturate, such as non-saturating or wasserstein");
        }
    }

    /// <summary>What keeps a player from learning at all.</summary>
    private IEnumerable<TrainingWarning> PlayerTroubles(
        StepCompleted step, string player, double? gradient, double? learningRate, bool isStill)
    {
        var without = _state[$"{player}-without"] = gradient == 0 ? _state[$"{player}-without"] + 1 : 0;
        if (without == StepsWithoutGradient)
        {
            yield return new(
                step.Step, "no-gradient",
                Invariant(
                    $"the {player}'s gradient was exactly 0 in {StepsWithoutGradient} steps, so it learns nothing"),
                "look for rectifiers that are always 0 (take leaky-relu), a normalisation of very few values (take a larger batch), "
                    + "or a loss that cannot get better (take non-saturating)");
        }
        else if (isStill && gradient > 0 && Begins($"{player}-rate", _ => true))
        {
            yield return new(step.Step, "weights-still",
                Invariant(
                    $"step {step.Step} changed none of the {player}'s weights: a learning rate of {Numbers.Format(learningRate ?? 0)} is too small for them"),
                Invariant($"raise the {player}'s learning rate; 2e-4 is usual for adam"));
        }
    }

    private IEnumerable<TrainingWarning> TroublesOf(SamplesMeasured measured)
    {
        var hadTime = HadTimeToChange(measured.Step);
        var behind = Behind(measured.EnergyDistance);
        var classes = measured.ClassCounts?.Count ?? 0;
        var found = measured.ClassCounts?.Count(count => count >= LeastShare * measured.ClassCounts.Sum()) ?? 0;
        var alike = measured.Diversity < LeastDiversity;
        var isWorse = behind >= Verdicts || (behind > 0 && measured.Step >= FirstSteps);
        if (Begins(
                "collapsed",
                factor =>
                    (
                        isWorse
                        && (
                            measured.Diversity < factor * LeastDiversity
                            || (classes > 0 && found <= factor * LeastClasses * classes))
                    ) || (measured.Step >= FirstSteps && measured.Diversity < factor * SureDiversity)))
        {
            yield return new(measured.Step, "mode-collapse",
                Invariant(
                    alike
                        ? (FormattableString)
                            $"the samples differ from each other by {100 * measured.Diversity:F0}% of what real images do"
                    : $"the samples are near images of {found} of {classes} classes only"),
                RemedyForCollapse());
        }
        if (hadTime && measured.Step >= FirstSteps && Begins("still", factor => measured.Change < factor * LeastChange))
        {
            yield return new(measured.Step, "generator-still", Invariant(
                $"the samples of the same noise have changed by {Numbers.Rounded(100 * measured.Change!.Value, 2)}% of the distance between real images since they were measured last"),
                "stop here if the samples are good; if not, raise the generator's learning rate, or weaken the discriminator");
        }
    }

    /// <summary>
    /// How many verdicts in a row were farther from real images than the nearest before them; samples that come nearer
    /// still learn.
    /// </summary>
    private double Behind(double distance)
    {
        var isNearest = _state["verdicts"]++ == 0 || distance < _state["nearest"];
        if (isNearest)
            _state["nearest"] = distance;
        return _state["behind"] = isNearest ? 0 : _state["behind"] + 1;
    }

    /// <summary>Where the discriminator is far ahead, both learn too fast; the rate that helps is named.</summary>
    private string RemedyForCollapse()
    {
        var (weight, rate) = (_state["weight"], _state["rate"]);
        var isFarAhead = weight > 0 && Math.Max(1 - _state["real"] / weight, _state["fake"] / weight) < FarAhead;
        return isFarAhead && rate > UsualRate
            ? Invariant(
                $"the discriminator is far ahead (D(x) {_state["real"] / weight:F2}, D(G(z)) {_state["fake"] / weight:F2}), and a learning rate of {Numbers.Format(rate)} "
            ) + Invariant($"is high; begin anew with --lr {UsualRate:0.##e-0}")
            : "look at the newest grid; a lower learning rate, a larger batch, more critic steps or another loss, "
                + "such as wasserstein with gradient-penalty, often helps";
    }

    /// <summary>
    /// Whether it is about as long as ever between two verdicts: a training that ends soon after an epoch gives one
    /// that shows little change.
    /// </summary>
    private bool HadTimeToChange(long step)
    {
        var steps = step - _state["judged"];
        if (_state["judged"] > 0)
            _state["longest"] = Math.Max(_state["longest"], steps);
        _state["judged"] = step;
        return steps >= _state["longest"] / 2;
    }

    private double Follow(string name, double value) =>
        _state[name] = Smoothing * _state[name] + (1 - Smoothing) * value;

    /// <summary>
    /// Whether a trouble is there now and was not before. It is asked with its limits made so many times as wide.
    /// </summary>
    private bool Begins(string trouble, Func<double, bool> isWithin)
    {
        var was = _state[trouble] > 0;
        _state[trouble] = isWithin(was ? Relief : 1) ? 1 : 0;
        return !was && _state[trouble] > 0;
    }
}
