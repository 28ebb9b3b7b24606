namespace GanSharp.Training;

/// <summary>Looks after a training: judges its samples, remembers its best step, and warns.</summary>
/// <param name="judge">Makes the judge, which is not needed before the first samples are.</param>
internal sealed class TrainingWatch(Func<SampleJudge> judge)
{
    private readonly Lazy<SampleJudge> _judge = new(judge);
    private readonly HealthMonitor _health = new();
    private double _bestDistance = double.PositiveInfinity;

    /// <summary>The step whose samples were nearest to real images; 0 before any were judged.</summary>
    public long BestStep { get; private set; }

    /// <summary>Warnings about a step.</summary>
    public IEnumerable<TrainingEvent> Look(StepCompleted step) => _health.Check(step);

    /// <summary>A verdict on the generator's present samples, and warnings about them.</summary>
    public IEnumerable<TrainingEvent> Judge(long step, int? epoch)
    {
        var judged = _judge.Value.Judge(step, epoch);
        if (judged.EnergyDistance < _bestDistance)
            (BestStep, _bestDistance) = (step, judged.EnergyDistance);
        return [judged, .. _health.Check(judged)];
    }

    /// <summary>Adds all that is remembered.</summary>
    public void AddTo(TrainingState state)
    {
        state.Add("best-step", () => BestStep, value => BestStep = value);
        state.Add("best", () => new Dictionary<string, double> { ["distance"] = _bestDistance }, value => _bestDistance = value["distance"]);
        state.Add("health", () => _health.State, value => _health.State = value);
        _judge.Value.AddTo(state);
    }
}
