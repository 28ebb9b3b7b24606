using System.Globalization;
using GanSharp.Data.Downloads;

namespace GanSharp.Cli.Presentation;

/// <summary>Shows how a download goes. While there is nothing to fetch, nothing is said of fetching.</summary>
internal abstract class DownloadView : IProgress<DownloadProgress>
{
    /// <summary>The way to show the download of that data set.</summary>
    public static DownloadView Of(CliEnvironment environment, string name, bool json) =>
        !json && environment.Terminal is { } terminal
            ? new DownloadBar(environment, terminal, name)
            : new DownloadLines(environment, name, json);

    /// <summary>
    /// Runs a download, with whatever has to be on the screen all the while, and tells the folder that it returns.
    /// </summary>
    public abstract Task WatchAsync(Func<Task<string>> download);

    /// <summary>Shows how far it is.</summary>
    public abstract void Report(DownloadProgress value);

    /// <summary><c>11.6 MB</c>, of a million bytes each.</summary>
    public static string Size(long bytes) => $"{Megabytes(bytes)} MB";

    protected static string Of(long done, long total) => $"{Megabytes(done)} of {Size(total)}";

    protected static string Complete(string name, string folder) => $"{name}: complete in {folder}";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
