using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>A file of images that later starts read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="LastUsed">When images were last read from it.</param>
public sealed record CachedImages(string Path, long Bytes, DateTimeOffset LastUsed);

/// <summary>
/// The files with decoded, unpacked and scaled images in the folder for downloads (<see cref="Datasets.Cache"/>), from
/// which later starts on the same images read. When one is added, those that were not used for the longest time are
/// deleted until all together have at most <see cref="MostBytes"/>, but never one in use.
/// </summary>
/// <param name="folder">The folder for downloads.</param>
public sealed class ImageCacheFiles(string folder)
{
    /// <summary>The subfolder for images that are read into memory.</summary>
    internal const string OfMemory = "decoded";

    /// <summary>The subfolder for images that do not fit into memory, which a training reads while it runs.</summary>
    internal const string OfDisk = "pictures";

    private const string Extension = ".images";

    /// <summary>
    /// The time after which a file counts as unused on file systems without locks, where no process can tell.
    /// </summary>
    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    private static readonly string[] Folders = [OfMemory, OfDisk];

    /// <summary>
    /// The most bytes of all files together: the value of the environment variable <c>GANSHARP_CACHE_LIMIT</c>, such as
    /// <c>500MB</c> or <c>1.5 TB</c>; 20 GB by default. A file that is in use may exceed it.
    /// </summary>
    /// <exception cref="GanSharpException">The variable has another value.</exception>
    public static long MostBytes => CacheFolder.LimitOfProcess;

    /// <summary>The folder for downloads.</summary>
    public string Folder => folder;

    /// <summary>Returns the path of a file.</summary>
    internal static string PathOf(string cache, string subfolder, IEnumerable<string> key) =>
        Path.Combine(cache, subfolder, ImageCache.NameOf(key) + Extension);

    /// <summary>Lists the files, the one that was used last first.</summary>
    /// <exception cref="GanSharpException">A folder cannot be read.</exception>
    public IReadOnlyList<CachedImages> List() =>
    [
        .. Folders.SelectMany(name => DiskFolder.Files(Path.Combine(Path.GetFullPath(folder), name), $"*{Extension}"))
            .Select(path => new FileInfo(path))
            .Where(file => file.Exists)
            .Select(file => new CachedImages(file.FullName, file.Length, file.LastWriteTimeUtc))
            .OrderByDescending(file => file.LastUsed),
    ];

    /// <summary>Deletes all files that no process uses, and what killed processes have left.</summary>
    /// <returns>The files that were deleted.</returns>
    /// <exception cref="GanSharpException">A folder cannot be read.</exception>
    public IReadOnlyList<CachedImages> Clear()
    {
        foreach (var each in Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            OutputFile.Write(each, () => TemporaryFile.DeleteAbandoned(each));
        return [.. List().Where(file => TryDelete(file, DateTimeOffset.MaxValue))];
    }

    /// <summary>Deletes those that were not used for the longest time until the others are within a limit.</summary>
    /// <param name="most">The limit in bytes.</param>
    /// <param name="time">The clock.</param>
    internal void Limit(long most, TimeProvider time)
    {
        var files = List();
        var total = files.Sum(file => file.Bytes);
        foreach (var file in files.Reverse())
        {
            if (total > most && TryDelete(file, time.GetUtcNow()))
                total -= file.Bytes;
        }
    }

    /// <summary>Notes that a file is used now. Where that cannot be noted, the file counts as older.</summary>
    internal static void Use(string path, TimeProvider time)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Deletes a file that no process has open; returns whether it did.</summary>
    private static bool TryDelete(CachedImages file, DateTimeOffset now)
    {
        try
        {
            using var alone = DiskFile.Open(
                file.Path, FileMode.Open, FileAccess.ReadWrite, DiskFile.Alone, bufferSize: 0);
            if (now - file.LastUsed < Unused && !FileLock.Excludes(file.Path))
                return false;
            File.Delete(file.Path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GanSharpException)
        {
            return false;
        }
    }
}
