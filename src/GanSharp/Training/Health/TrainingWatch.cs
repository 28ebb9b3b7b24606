using GanSharp.Diagnostics;
using GanSharp.Metrics;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training.Health;

/// <summary>Watches a training: measures and evaluates its samples, keeps track of the best step, and warns.</summary>
/// <param name="monitor">Creates the monitor when samples are first measured.</param>
/// <param name="evaluate">
/// Evaluates samples; null if they are not evaluated, so that the monitor decides which step is the best.
/// </param>
internal sealed class TrainingWatch(Func<SampleMonitor> monitor, Func<CancellationToken, Evaluation>? evaluate = null)
{
    private readonly Lazy<SampleMonitor> _monitor = new(monitor);
    private readonly HealthMonitor _health = new();
    private double _bestDistance = double.PositiveInfinity;

    /// <summary>The step whose samples were nearest to real images; 0 before the first measurement.</summary>
    public long BestStep { get; private set; }

    /// <summary>Warnings about a step.</summary>
    public IEnumerable<TrainingEvent> Look(StepCompleted step) => _health.Check(step);

    /// <summary>Measures the generator's present samples and warns about them.</summary>
    /// <param name="step">Generator steps done so far.</param>
    /// <param name="epoch">Epochs finished so far if an epoch ended; null otherwise.</param>
    /// <param name="mayBeBest">Whether the step is saved, so that it can be the best.</param>
    public IEnumerable<TrainingEvent> Measure(long step, int? epoch, bool mayBeBest)
    {
        var measured = _monitor.Value.Measure(step, epoch);
        if (evaluate is null && mayBeBest)
            Compare(step, measured.EnergyDistance);
        return [measured, .. _health.Check(measured)];
    }

    /// <summary>Evaluates the generator's present samples.</summary>
    public SamplesEvaluated Evaluate(long step, CancellationToken cancellation)
    {
        using var activity = Telemetry.Activities.StartActivity("evaluation");
        activity?.SetTag("gansharp.step", step);
        var evaluation = evaluate!(cancellation);
        Compare(step, evaluation.FrechetDistance ?? double.PositiveInfinity);
        return new(step, evaluation);
    }

    /// <summary>Adds the state of the watch.</summary>
    public void AddTo(TrainingState state)
    {
        state.Add("best-step", () => BestStep, value => BestStep = value);
        state.Add(
            "best",
            () => new Dictionary<string, double> { ["distance"] = _bestDistance, ["by-evaluation"] = ByEvaluation },
            value => _bestDistance =
                value["by-evaluation"] == ByEvaluation ? value["distance"] : double.PositiveInfinity);
        // An earlier version's checkpoint may lack some of it: no weight depends on warnings.
        state.Add("health", () => _health.State, value => _health.State = value, mayLack: true);
        _monitor.Value.AddTo(state);
    }

    /// <summary>
    /// 1 if evaluations decide which step is the best, 0 if measurements do. A training resumed with the other setting
    /// starts its search for the best step again.
    /// </summary>
    private double ByEvaluation => evaluate is null ? 0 : 1;

    private void Compare(long step, double distance)
    {
        if (distance < _bestDistance)
            (BestStep, _bestDistance) = (step, distance);
    }
}
