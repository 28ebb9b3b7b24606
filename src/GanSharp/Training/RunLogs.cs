using GanSharp.Data;

namespace GanSharp.Training;

/// <summary>
/// The logs of a run. Opening them removes what they say about later steps, since the training computes these again.
/// </summary>
/// <param name="folder">The run's folder.</param>
/// <param name="data">The real images.</param>
/// <param name="step">The last step that is kept.</param>
/// <param name="time">The clock.</param>
/// <param name="lost">
/// Called with the error after which the file for TensorBoard, which a run can do without, is no longer written.
/// </param>
internal sealed class RunLogs(
    string folder, ImageDataset data, long step, TimeProvider time, Action<GanSharpException> lost) : IDisposable
{
    private readonly EventLog<StepCompleted> _metrics = new(
        Path.Combine(folder, RunFolder.MetricsName), EventJson.Default.StepCompleted, step, hasAllSteps: true);
    private readonly EventLog<SamplesMeasured> _samples = new(
        Path.Combine(folder, RunFolder.MeasuredName), EventJson.Default.SamplesMeasured, step);
    private readonly EventLog<SamplesEvaluated> _evaluations = new(
        Path.Combine(folder, RunFolder.EvaluatedName), EventJson.Default.SamplesEvaluated, step);
    private readonly EventLog<TrainingWarning> _warnings = new(
        Path.Combine(folder, RunFolder.WarningsName), EventJson.Default.TrainingWarning, step);
    private readonly TensorBoardLog _tensorBoard = new(folder, data, step, time);
    private bool _isTensorBoardLost;

    /// <summary>What was damaged; one line per log.</summary>
    public IEnumerable<string> Damages =>
        new[] { _metrics.Damage, _samples.Damage, _evaluations.Damage, _warnings.Damage }
            .OfType<string>()
            .Concat(_tensorBoard.Damages);

    /// <summary>Adds an event to the logs it belongs in.</summary>
    public void Write(TrainingEvent happened)
    {
        switch (happened)
        {
            case StepCompleted completed:
                _metrics.Add(completed);
                break;
            case SamplesMeasured measured:
                _samples.Add(measured);
                break;
            case SamplesEvaluated evaluated:
                _evaluations.Add(evaluated);
                break;
            case TrainingWarning warning:
                _warnings.Add(warning);
                _warnings.Flush();
                break;
        }
        OnTensorBoard(log => log.Write(happened));
    }

    /// <summary>Writes everything through to the disk.</summary>
    public void Flush()
    {
        _metrics.Flush();
        _samples.Flush();
        _evaluations.Flush();
        OnTensorBoard(log => log.Flush(toDisk: true));
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

    private void OnTensorBoard(Action<TensorBoardLog> write)
    {
        if (_isTensorBoardLost)
            return;
        try
        {
            write(_tensorBoard);
        }
        catch (GanSharpException error)
        {
            _isTensorBoardLost = true;
            lost(error);
        }
    }
}
