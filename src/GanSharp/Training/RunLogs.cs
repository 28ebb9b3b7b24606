using GanSharp.Data;

namespace GanSharp.Training;

/// <summary>What is written of a run from step to step. What the files say of steps after the one they are opened at is cut off; it comes again.</summary>
internal sealed class RunLogs(string folder, ImageDataset data, long step, TimeProvider time) : IDisposable
{
    private readonly EventLog<StepCompleted> _metrics = new(Path.Combine(folder, RunFolder.MetricsName), EventJson.Default.StepCompleted, step);
    private readonly EventLog<SamplesJudged> _samples = new(Path.Combine(folder, RunFolder.JudgedName), EventJson.Default.SamplesJudged, step);
    private readonly EventLog<SamplesEvaluated> _evaluations = new(Path.Combine(folder, RunFolder.EvaluatedName), EventJson.Default.SamplesEvaluated, step);
    private readonly EventLog<TrainingWarning> _warnings = new(Path.Combine(folder, RunFolder.WarningsName), EventJson.Default.TrainingWarning, step);
    private readonly TensorBoardLog _tensorBoard = new(folder, data, step, time);

    /// <summary>Adds an event where it belongs.</summary>
    public void Write(TrainingEvent happened)
    {
        switch (happened)
        {
            case StepCompleted completed:
                _metrics.Add(completed);
                break;
            case SamplesJudged judged:
                _samples.Add(judged);
                break;
            case SamplesEvaluated evaluated:
                _evaluations.Add(evaluated);
                break;
            case TrainingWarning warning:
                _warnings.Add(warning);
                _warnings.Flush();
                break;
        }
        _tensorBoard.Write(happened);
    }

    /// <summary>Brings everything to the disk.</summary>
    public void Flush()
    {
        _metrics.Flush();
        _samples.Flush();
        _evaluations.Flush();
        _tensorBoard.Flush(toDisk: true);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _samples.Dispose();
        _evaluations.Dispose();
        _warnings.Dispose();
        _tensorBoard.Dispose();
    }
}
