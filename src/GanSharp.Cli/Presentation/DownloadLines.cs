using GanSharp.Data.Downloads;

namespace GanSharp.Cli.Presentation;

/// <summary>
/// Prints lines of text or JSON for files and pipes: one at the start, then at most one every five seconds.
/// </summary>
internal sealed class DownloadLines(CliEnvironment environment, string name, bool json) : DownloadView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private long? _lastLine;
    private string _last = "";

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
        var here = json ? $"{value.Done}" : Of(value.Done, value.Total);
        if (here == _last)
            return;
        (_lastLine, _last) = (environment.Time.GetTimestamp(), here);
        if (json)
            environment.WriteJson(new { Event = "downloading", Data = name, value.File, value.Done, value.Total });
        else
            environment.Out.WriteLine($"{name}: {here} downloaded");
    }
}
