using GanSharp.Data.Downloads;
using Spectre.Console;
using Spectre.Console.Rendering;
using Line = Spectre.Console.Text;

namespace GanSharp.Cli.Presentation;

/// <summary>Shows a bar with the size and the remaining time.</summary>
internal sealed class DownloadBar(CliEnvironment environment, IAnsiConsole terminal, string name) : DownloadView
{
    private ProgressContext? _progress;
    private ProgressTask? _task;

    public override async Task WatchAsync(Func<Task<string>> download)
    {
        ProgressColumn[] columns =
        [
            new TaskDescriptionColumn(), new ProgressBarColumn(), new Amount(), new RemainingTimeColumn(),
        ];
        var folder = await terminal.Progress().Columns(columns).StartAsync(progress =>
        {
            _progress = progress;
            return download();
        });
        environment.Out.WriteLine(Complete(name, folder)); // the terminal would wrap the path
    }

    public override void Report(DownloadProgress value)
    {
        _task ??= _progress!.AddTask(name, maxValue: value.Total);
        _task.Value = value.Done;
    }

    private sealed class Amount : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Line(Of((long)task.Value, (long)task.MaxValue));
    }
}
