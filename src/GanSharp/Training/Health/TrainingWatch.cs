using GanSharp.Metrics;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training.Health;

/// <summary>Looks after a training: evaluates its samples, remembers its best step, and warns.</summary>
/// <param name="monitor">Makes the monitor, which is not needed before the first samples are.</param>
/// <param name="evaluate">
/// Evaluates samples; null where they are not evaluated, and the monitor alone says which step is the best.
/// </param>
internal sealed class TrainingWatch(Func<SampleMonitor> monitor, Func<CancellationToken, Evaluation>? evaluate = null)
{
    private readonly Lazy<SampleMonitor> _monitor = new(monitor);
    private readonly HealthMonitor _health = new();
    private double _bestDistance = double.PositiveInfinity;

    /// <summary>The step whose samples were nearest to real images; 0 before any were measured.</summary>
    public long BestStep { get; private set; }

    /// <summary>Warnings about a step.</summary>
    public IEnumerable<TrainingEvent> Look(StepCompleted step) => _health.Check(step);

    /// <summary>A verdict on the generator's present samples, and warnings about them.</summary>
    /// <param name="step">Generator steps done so far.</param>
    /// <param name="epoch">Epochs finished so far, when an epoch ended; null otherwise.</param>
    /// <param name="mayBeBest">Whether the step is saved, so that it can be remembered as the best.</param>
    public IEnumerable<TrainingEvent> Measure(long step, int? epoch, bool mayBeBest)
    {
        var measured = _monitor.Value.Measure(step, epoch);
        if (evaluate is null && mayBeBest)
            Compare(step, measured.EnergyDistance);
        return [measured, .. _health.Check(measured)];
    }

    /// <summary>The figures of the generator's present samples.</summary>
    public SamplesEvaluated Evaluate(long step, CancellationToken cancellation)
    {
        var evaluation = evaluate!(cancellation);
        Compare(step, evaluation.FrechetDistance ?? double.PositiveInfinity);
        return new(step, evaluation);
    }

    /// <summary>Adds all that is remembered.</summary>
    public void AddTo(TrainingState state)
    {
        state.Add("best-step", () => BestStep, value => BestStep = value);
        state.Add(
            "best",
            () => new Dictionary<string, double> { ["distance"] = _bestDistance, ["by-evaluation"] = ByEvaluation },
            value =>
            _bestDistance = value["by-evaluation"] == ByEvaluation ? value["distance"] : double.PositiveInfinity);
        state.Add("health", () => _health.State, value => _health.State = value, mayLack: true); // it only watches: no weight depends on it
        _monitor.Value.AddTo(state);
    }

    /// <summary>
    /// 1 where the best step is the best by its evaluation, else 0. A training that goes on with the other begins to
    /// look for the best anew.
    /// </summary>
    private double ByEvaluation => evaluate is null ? 0 : 1;

    private void Compare(long step, double distance)
    {
        if (distance < _bestDistance)
            (BestStep, _bestDistance) = (step, distance);
    }
}
