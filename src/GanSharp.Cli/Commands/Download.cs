using GanSharp.Cli.Presentation;
using GanSharp.Data;

namespace GanSharp.Cli.Commands;

/// <summary>Downloads as commands start them.</summary>
internal static class Download
{
    /// <summary>Downloads a data set that can be and is not here.</summary>
    public static async Task IfMissingAsync(
        CliEnvironment environment, string name, bool json, CancellationToken cancellation)
    {
        if (Datasets.All.FirstOrDefault(info => info.Name == name) is { DownloadBytes: not null } info
            && Datasets.FolderOf(info) is null)
            await RunAsync(environment, name, json, cancellation);
    }

    /// <summary>Downloads what is missing of a data set, and shows it.</summary>
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
            throw new StoppedException("the next download goes on from here");
        }
        catch (GanSharpException error) when (error.InnerException is not null)
        {
            throw new RunFailedException(error); // without a cause it is the command line that is wrong
        }
    }
}
