using GanSharp.Studies;
using GanSharp.Training;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>Shows the progress of a sweep.</summary>
internal abstract class SweepView(CliEnvironment environment, Sweep sweep) : View<SweepEvent>
{
    private readonly long _start = environment.Time.GetTimestamp();
    private int _done;

    protected CliEnvironment Environment => environment;

    protected Sweep Sweep => sweep;

    /// <summary>
    /// Formats the remaining time, from the mean time of a trial in this process: <c>ETA 01:20</c>. Call it once per
    /// finished trial.
    /// </summary>
    protected string Eta(TrialFinished finished)
    {
        var each = environment.Time.GetElapsedTime(_start) / ++_done;
        return finished.Done < finished.Total
            ? $"; ETA {SweepText.Duration(each * (finished.Total - finished.Done))}"
            : "";
    }

    /// <summary>Formats the end of a trial.</summary>
    protected string Ended(TrialFinished finished) =>
        $"[{finished.Done}/{finished.Total} done] {finished.Trial.Id}: {SweepText.Outcome(finished.Result)}"
        + Eta(finished);
}

/// <summary>
/// Prints lines for files and pipes: one when a trial starts, one when it ends, and in between one every 30 seconds.
/// </summary>
internal sealed class SweepLines(CliEnvironment environment, Sweep sweep) : SweepView(environment, sweep)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private long _lastLine, _total;

    public override void Show(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepStarted start:
                Say(SweepText.Introduction(Sweep, start));
                break;
            case TrialDamaged damaged:
                Say(SweepText.Damaged(damaged));
                break;
            case TrialStarted start:
                _total = start.TotalSteps;
                Say(SweepText.Begun(Sweep, start));
                break;
            case TrialProgress { Event: StepCompleted step } when Environment.Time.GetElapsedTime(_lastLine) >= Pause:
                Say($"step {step.Step}/{_total}  {TrainingText.NumbersOf(step)}");
                break;
            case TrialProgress { Event: TrainingWarning { IsOfResuming: true } warning } progress:
                Say(SweepText.Warning(progress.Trial, warning));
                break;
            case TrialFinished finished:
                Say(Ended(finished));
                break;
            case SweepFinished end:
                Say(SweepText.Farewell(Sweep, end));
                break;
        }
    }

    private void Say(string line)
    {
        Environment.Out.WriteLine(line);
        _lastLine = Environment.Time.GetTimestamp();
    }
}

/// <summary>Shows a bar for all trials, and a line per finished trial.</summary>
internal sealed class SweepBar(CliEnvironment environment, IAnsiConsole terminal, Sweep sweep)
    : SweepView(environment, sweep)
{
    private ProgressTask? _task;
    private long _total = 1;
    private int _done;
    private string? _farewell;

    public override async Task WatchAsync(Func<Task> run)
    {
        ProgressColumn[] columns =
            [
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn(),
            ];
        await terminal.Progress().Columns(columns).StartAsync(async progress =>
        {
            _task = progress.AddTask("sweep", maxValue: Math.Max(1, Sweep.Trials.Count));
            await run();
        });
        if (_farewell is not null)
            Environment.Out.WriteLine(_farewell); // the terminal would wrap the path
    }

    public override void Show(SweepEvent happened)
    {
        switch (happened)
        {
            case SweepStarted start:
                terminal.Say(SweepText.Introduction(Sweep, start));
                _task!.Value = _done = start.Done;
                break;
            case TrialDamaged damaged:
                terminal.WriteLine(SweepText.Damaged(damaged));
                break;
            case TrialStarted start:
                _total = Math.Max(1, start.TotalSteps);
                _task!.Description = start.Trial.Id.EscapeMarkup();
                break;
            case TrialProgress { Event: StepCompleted step }:
                _task!.Value = _done + (double)step.Step / _total;
                break;
            case TrialProgress { Event: TrainingWarning { IsOfResuming: true } warning } progress:
                terminal.WriteLine(SweepText.Warning(progress.Trial, warning));
                break;
            case TrialEvaluating evaluating:
                _task!.Description = $"{evaluating.Trial.Id.EscapeMarkup()}: evaluating samples";
                break;
            case TrialFinished finished:
                _task!.Value = _done = finished.Done;
                terminal.Say(Ended(finished));
                break;
            case SweepFinished end:
                _farewell = SweepText.Farewell(Sweep, end);
                break;
        }
    }
}

/// <summary>Prints every event as a line of JSON; of a training only epochs and warnings.</summary>
internal sealed class SweepJson(CliEnvironment environment, Sweep sweep) : SweepView(environment, sweep)
{
    public override void Show(SweepEvent happened)
    {
        object? line = happened switch
        {
            SweepStarted start => new { Event = "sweep-started", Sweep = Sweep.Folder, start.Done, start.Total },
            TrialDamaged damaged => new { Event = "trial-damaged", Trial = damaged.Trial.Id, damaged.Message },
            TrialStarted start => new
            {
                Event = "trial-started",
                Trial = start.Trial.Id,
                Recipe = start.Trial.Recipe.Name,
                start.Trial.Recipe.Seed,
                Settings = SweepText.SettingsOf(start.Trial),
                start.Number,
                start.Step,
                start.TotalSteps,
            },
            TrialProgress { Event: EpochCompleted epoch } progress => new
            {
                Event = "epoch",
                Trial = progress.Trial.Id,
                epoch.Step,
                epoch.Epoch,
            },
            TrialProgress { Event: TrainingWarning warning } progress => new
            {
                Event = "warning",
                Trial = progress.Trial.Id,
                warning.Step,
                warning.Kind,
                warning.Reason,
                warning.Suggestion,
            },
            TrialEvaluating evaluating => new { Event = "evaluating", Trial = evaluating.Trial.Id },
            TrialFinished finished => new
            {
                Event = "trial-finished",
                Trial = finished.Trial.Id,
                finished.Done,
                finished.Total,
                finished.Result,
            },
            SweepFinished end => new
            {
                Event = "sweep-finished",
                end.Done,
                end.Failed,
                end.Elsewhere,
                Page = Path.Combine(Sweep.Folder, Reports.Studies.SweepReport.Name),
            },
            _ => null,
        };
        if (line is not null)
            Environment.WriteJson(line);
    }
}
