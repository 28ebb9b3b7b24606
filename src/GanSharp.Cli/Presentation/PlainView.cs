using GanSharp.Training;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints lines for files and pipes: one per epoch, and in between one every five seconds.</summary>
internal sealed class PlainView(CliEnvironment environment, WatchedTraining training) : View<TrainingEvent>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly TrainingText _text = new(training);
    private readonly FirstEstimate _estimate = new(environment.Time, training);
    private long _lastLine = environment.Time.GetTimestamp();
    private StepCompleted? _unsaid;

    public override void Show(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted start:
                environment.Out.WriteLine(_text.Introduction(start));
                break;
            case WeightsTransferred { Transfer: var transfer }:
                TrainingText.Lines(transfer).ForEach(environment.Out.WriteLine);
                break;
            case StepCompleted step:
                _unsaid = step;
                if (_estimate.After(step) is { } estimate)
                    environment.Out.WriteLine(estimate);
                if (environment.Time.GetElapsedTime(_lastLine) >= Pause)
                    Say();
                break;
            case EpochCompleted:
                Say();
                break;
            case SamplesEvaluated evaluated:
                Say();
                environment.Out.WriteLine(TrainingText.Figures(evaluated));
                break;
            case TrainingPaused paused:
                Say();
                environment.Out.WriteLine(_text.Paused(paused));
                break;
            case TrainingWarning warning:
                Say();
                environment.Error.WriteLine(TrainingText.Warning(warning));
                break;
            case TrainingFinished end:
                Say();
                environment.Out.WriteLine(_text.Farewell(end));
                break;
        }
    }

    private void Say()
    {
        if (_unsaid is not { } step)
            return;
        environment.Out.WriteLine($"{_text.Place(step)}  {TrainingText.NumbersOf(step)}  {_text.Eta(step)}");
        (_unsaid, _lastLine) = (null, environment.Time.GetTimestamp());
    }
}
