using GanSharp.Data;

namespace GanSharp.Cli.Presentation;

/// <summary>Lines for files and pipes, of text or JSON: one at once, and one now and then.</summary>
internal sealed class DownloadLines(CliEnvironment environment, string name, bool json) : DownloadView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private long? _lastLine;

    public override async Task WatchAsync(Func<Task<string>> download)
    {
        var folder = await download();
        if (json)
            environment.WriteJson(new { Event = "downloaded", Data = name, Folder = folder });
        else
            environment.Out.WriteLine(Complete(name, folder));
    }

    public override void Report(DownloadProgress value)
    {
        if (_lastLine is { } last && environment.Time.GetElapsedTime(last) < Pause)
            return;
        _lastLine = environment.Time.GetTimestamp();
        if (json)
            environment.WriteJson(new { Event = "downloading", Data = name, value.File, value.Done, value.Total });
        else
            environment.Out.WriteLine($"{name}: downloading, {Of(value.Done, value.Total)} are here");
    }
}
