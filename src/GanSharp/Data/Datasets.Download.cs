using GanSharp.Data.Downloads;

namespace GanSharp.Data;

public static partial class Datasets
{
    private const string MirrorVariable = "GANSHARP_MIRROR";

    /// <summary>
    /// Downloads a data set into its folder in <see cref="Cache"/> and returns that folder. Files that are already
    /// there are not fetched again, and an interrupted download resumes. Every file must have the published SHA-256.
    /// The environment variable <c>GANSHARP_MIRROR</c> names an address to try first, which serves <c>NAME/FILE</c>.
    /// </summary>
    /// <param name="name">The name of a data set that has <see cref="DatasetInfo.DownloadBytes"/>.</param>
    /// <param name="progress">
    /// Receives a report per piece, on any thread; none when everything is already there.
    /// </param>
    /// <param name="cancellation">Stops the download; the next one resumes from there.</param>
    /// <exception cref="GanSharpException">
    /// There is no such data set, it has no download, no server delivers it, another process is downloading it, or the
    /// cache cannot be written.
    /// </exception>
    public static async Task<string> DownloadAsync(
        string name, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (info, download) = DownloadOf(name, Environment.GetEnvironmentVariable(MirrorVariable));
        using var network = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var downloader = new Downloader(network, TimeProvider.System);
        return await new DatasetFetch(downloader, Cache).FetchAsync(info, download, progress, cancellation);
    }

    /// <summary>Returns what to fetch for a data set, from <paramref name="mirror"/> first if it is given.</summary>
    internal static (DatasetInfo Info, DatasetDownload Download) DownloadOf(string name, string? mirror)
    {
        var info = Find(name);
        var download = DownloadCatalogue.Find(name)
            ?? throw new GanSharpException(
                $"{name}: {(info.IsBuiltIn ? "is built in" : "is not published")}, so there is nothing to download");
        return (info, string.IsNullOrEmpty(mirror) ? download
            : download with { Mirrors = [$"{Checked(mirror)}/{download.Folder}", .. download.Mirrors] });
    }

    private static string Checked(string mirror) =>
        Uri.TryCreate(mirror, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? mirror.TrimEnd('/')
            : throw new GanSharpException(
                $"{MirrorVariable}: '{mirror[(mirror.LastIndexOf('@') + 1)..]}' "
                + "is not an address that begins with http:// or https://");
}
