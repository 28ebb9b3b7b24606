using System.Security.Cryptography;
using GanSharp.IO;

namespace GanSharp.Data.Downloads;

/// <summary>Fetches data sets into a cache.</summary>
/// <param name="downloader">Fetches single files.</param>
/// <param name="cache">The folder of the cache.</param>
internal sealed class DatasetFetch(Downloader downloader, string cache)
{
    /// <summary>
    /// Fetches the missing files of a data set and returns its folder; see <see cref="Datasets.DownloadAsync"/>.
    /// </summary>
    public async Task<string> FetchAsync(
        DatasetInfo info, DatasetDownload download, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        var folder = Path.Combine(cache, download.Name);
        try
        {
            if (!IsUnpacked(download, folder))
                await FetchFilesAsync(download, folder, progress, cancellation);
            return folder;
        }
        catch (MirrorException e)
        {
            throw new GanSharpException(
                $"{info.Name}: cannot be downloaded ({e.Message}); put {info.Files} into {folder}, "
                + "or name their folder with --data DIR",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException(
                $"{folder}: cannot be written ({e.Message}); check space and permissions, "
                + "or choose another cache with GANSHARP_DATA",
                e);
        }
    }

    private async Task FetchFilesAsync(
        DatasetDownload download, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var before = 0L;
        foreach (var file in download.Files)
        {
            var path = Path.Combine(DiskFolder.Make(Path.Combine(cache, download.Folder)), file.Name);
            if (!await IsHereAsync(file, path, cancellation))
                await downloader.FetchAsync(file, download.Mirrors, path, Report, cancellation);
            before += file.Bytes;
            if (download.Members.Count > 0)
                await Task.Run(() => Unpack(download, path, folder, cancellation), cancellation);

            void Report(long here) => progress?.Report(new(file.Name, before + here, download.Bytes));
        }
    }

    private static void Unpack(DatasetDownload download, string archive, string folder, CancellationToken cancellation)
    {
        // The last member marks a complete data set, so it is extracted last, whatever its place in the archive.
        Archive.Unpack(archive, [.. download.Members.SkipLast(1)], folder, cancellation);
        Archive.Unpack(archive, [download.Members[^1]], folder, cancellation);
        if (download.Folder == download.Name)
            File.Delete(archive);
    }

    private static bool IsUnpacked(DatasetDownload download, string folder) =>
        download.Members.Count > 0 && download.Members.All(member => File.Exists(Path.Combine(folder, member)));

    private static async Task<bool> IsHereAsync(RemoteFile file, string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return false;
        await using var stream = DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length == file.Bytes
            && Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)) == file.Sha256)
            return true;
        throw new GanSharpException(
            $"{path}: is damaged, or packed differently from the published file; move it away to fetch it again");
    }
}
