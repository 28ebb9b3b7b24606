using System.Globalization;
using GanSharp.Data.Downloads;

namespace GanSharp.Cli.Presentation;

/// <summary>Shows the progress of a download, if there is anything to download.</summary>
internal abstract class DownloadView : IProgress<DownloadProgress>
{
    /// <summary>Creates the view for the download of a data set.</summary>
    public static DownloadView Of(CliEnvironment environment, string name, bool json) =>
        !json && environment.Terminal is { } terminal
            ? new DownloadBar(environment, terminal, name)
            : new DownloadLines(environment, name, json);

    /// <summary>Runs a download, shows its progress, and prints the folder that it returns.</summary>
    public abstract Task WatchAsync(Func<Task<string>> download);

    /// <summary>Shows the progress.</summary>
    public abstract void Report(DownloadProgress value);

    /// <summary>Formats a size with units of a million or a billion bytes: <c>11.6 MB</c>, <c>1.2 GB</c>.</summary>
    public static string Size(long bytes) =>
        bytes < 1e9 ? $"{Megabytes(bytes)} MB" : $"{Megabytes(bytes / 1000)} GB";

    protected static string Of(long done, long total) => $"{Megabytes(done)} of {Size(total)}";

    protected static string Complete(string name, string folder) => $"{name}: complete in {folder}";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
