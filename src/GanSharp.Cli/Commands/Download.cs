using GanSharp.Cli.Presentation;
using GanSharp.Data;

namespace GanSharp.Cli.Commands;

/// <summary>Downloads data sets for commands.</summary>
internal static class Download
{
    /// <summary>Whether a data set is missing and can be downloaded.</summary>
    public static bool IsNeeded(string name) =>
        Datasets.All.FirstOrDefault(info => info.Name == name) is { DownloadBytes: not null } info
        && Datasets.FolderOf(info) is null;

    /// <summary>Downloads the missing files of a data set and shows the progress.</summary>
    public static async Task RunAsync(
        CliEnvironment environment, string name, bool json, CancellationToken cancellation)
    {
        var view = DownloadView.Of(environment, name, json);
        try
        {
            await view.WatchAsync(() => environment.Download(name, view, cancellation));
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("the next download resumes here");
        }
        catch (GanSharpException error) when (error.InnerException is not null)
        {
            throw new RunFailedException(error); // an error without a cause is a wrong command line
        }
    }
}
