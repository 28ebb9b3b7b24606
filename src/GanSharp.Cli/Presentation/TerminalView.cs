using GanSharp.IO;
using GanSharp.Training;
using Spectre.Console;
using Spectre.Console.Rendering;
using Line = Spectre.Console.Text;

namespace GanSharp.Cli.Presentation;

/// <summary>Shows a bar with numbers below it, and at the end the newest samples.</summary>
internal sealed class TerminalView(CliEnvironment environment, IAnsiConsole terminal, WatchedTraining training)
    : View<TrainingEvent>
{
    private readonly TrainingText _text = new(training);
    private readonly FirstEstimate _estimate = new(environment.Time, training);
    private readonly Readout _readout = new();
    private ProgressTask? _task;
    private Bitmap? _grid;
    private TrainingFinished? _end;

    public override async Task WatchAsync(Func<Task> train)
    {
        await terminal.Progress().Columns(_readout).StartAsync(async progress =>
        {
            _task = progress.AddTask(training.Trainer.Recipe.Name, maxValue: training.Trainer.TotalSteps);
            _task.Value = training.Trainer.Step;
            await train();
        });
        if (_grid is not null)
            terminal.Write(new TerminalImage(_grid));
        if (_end is not null)
            environment.Out.WriteLine(_text.Farewell(_end)); // the terminal would wrap the command
    }

    public override void Show(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingStarted start:
                terminal.Say(_text.Introduction(start));
                break;
            case WeightsTransferred { Transfer: var transfer }:
                TrainingText.Lines(transfer).ForEach(terminal.Say);
                break;
            case StepCompleted step:
                _task!.Value = step.Step;
                _readout.Step = step;
                _readout.Text = _text;
                if (_estimate.After(step) is { } estimate)
                    terminal.Say(estimate.ToString());
                break;
            case SamplesDrawn samples:
                _grid = samples.Grid;
                break;
            case SamplesEvaluated evaluated:
                terminal.Say(TrainingText.Figures(evaluated));
                break;
            case TrainingPaused paused:
                terminal.Say(_text.Paused(paused));
                break;
            case TrainingWarning warning:
                terminal.Say(TrainingText.Warning(warning));
                break;
            case TrainingFinished end:
                _end = end;
                break;
        }
    }

    /// <summary>The bar between step and remaining time, and the numbers on a separate line.</summary>
    private sealed class Readout : ProgressColumn
    {
        private readonly ProgressBarColumn _bar = new() { Width = 30 };

        public StepCompleted? Step { get; set; }

        public TrainingText? Text { get; set; }

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            if (Step is not { } step || Text is not { } text)
                return new Line("waiting for the first step ...");
            var first = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn().AddColumn(new GridColumn().NoWrap())
                .AddRow(new Line(text.Place(step)), _bar.Render(options, task, deltaTime), new Line(text.Eta(step)));
            return new Rows(first, new Line(TrainingText.NumbersOf(step)));
        }
    }
}
