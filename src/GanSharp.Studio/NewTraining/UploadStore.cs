using System.Collections.Concurrent;
using GanSharp.IO;
using GanSharp.Studio.Storage;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.NewTraining;

/// <summary>
/// Files that were dropped onto the page: a numbered folder for each upload. An upload that no run uses is put into the
/// bin a day after it was looked at.
/// </summary>
internal sealed class UploadStore(StudioPaths paths, StudioOptions options)
{
    /// <summary>The most files of an upload.</summary>
    public const int MostFiles = 200_000;

    /// <summary>The file that names the runs that use an upload; data sets leave it out.</summary>
    private const string UsedName = ".used";

    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<int, Growth> _open = new();
    private readonly UploadNumbers _numbers = new(paths.Uploads);

    /// <summary>Called with the number of an upload that was deleted or removed.</summary>
    public event Action<int>? Deleted;

    /// <summary>Makes a folder for an upload.</summary>
    /// <returns>Its number.</returns>
    public int Begin()
    {
        var id = _numbers.Claim();
        _open[id] = new();
        return id;
    }

    /// <summary>The folder of an upload.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public string FolderOf(int id)
    {
        var folder = Path.Combine(paths.Uploads, UploadNumbers.NameOf(id));
        return id > 0 && Directory.Exists(folder) && !DiskFile.IsLink(folder)
            ? folder
            : throw new NotFoundException($"there is no upload {id}; drop the pictures again");
    }

    /// <summary>Writes a file of an upload as it comes.</summary>
    /// <param name="id">The number of the upload.</param>
    /// <param name="frame">Its path inside the upload, and its length.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellation">Stops the work; the file is deleted.</param>
    /// <exception cref="GanSharpException">The path is not possible, or cannot be written.</exception>
    /// <exception cref="BadHttpRequestException">The files are more, or larger, than one upload may hold.</exception>
    public async Task AddAsync(int id, UploadFrame frame, UploadFrames body, CancellationToken cancellation)
    {
        var path = frame.Path;
        var folder = FolderOf(id);
        GanSharpException.Require(
            _open.TryGetValue(id, out var growth), "this upload takes no more files; drop the pictures again");
        var parts = UploadPath.Parse(path);
        GanSharpException.Require(UploadPath.IsUseful(parts[^1]), $"{path}: is not a picture in a format that is read");
        if (Interlocked.Increment(ref growth!.Files) > MostFiles)
            throw TooLarge($"more than {MostFiles} files");
        if (frame.Size > options.MostUploadBytes)
            throw TooLarge($"more than {options.MostUploadBytes} bytes");
        var target = Path.Combine([folder, .. parts]);
        var file = Created(folder, parts, target, path);
        var isWhole = false;
        try
        {
            await using (file)
                await CopyAsync(body, file, growth, path, cancellation);
            isWhole = true;
        }
        finally
        {
            if (!isWhole)
                DiskFile.Delete(target);
        }
    }

    /// <summary>
    /// Ends an upload, and returns the place of its data set: a single zip file, or the folder below which there is
    /// more than one folder.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    /// <exception cref="GanSharpException">It is empty.</exception>
    public string Close(int id)
    {
        var folder = FolderOf(id);
        _open.TryRemove(id, out _);
        while (true)
        {
            FolderLinks.RequireInside(folder, "upload");
            switch (Data.FolderListing.Of(folder))
            {
                case { Files: [], Folders: [] }:
                    throw new GanSharpException("there is no picture among the files");
                case { Files: [], Folders: [var only] } listing:
                    folder = listing[only];
                    break;
                case { Files: [var file], Folders: [] } listing
                    when file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase):
                    return listing[file];
                default:
                    return folder;
            }
        }
    }

    /// <summary>The numbers of all uploads.</summary>
    public IReadOnlyList<int> Numbers() => UploadNumbers.In(paths.Uploads);

    /// <summary>The numbers of the uploads in the bin.</summary>
    public IReadOnlyList<int> Removed() => UploadNumbers.In(paths.UploadBin);

    /// <summary>The folder of an upload in the bin.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public string RemovedFolderOf(int id)
    {
        var folder = Path.Combine(paths.UploadBin, UploadNumbers.NameOf(id));
        return Removed().Contains(id) && !DiskFile.IsLink(folder)
            ? folder
            : throw new NotFoundException($"there is no upload {id}; drop the pictures again");
    }

    /// <summary>The runs that use an upload and are there, or in the bin.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public string[] UsersOf(int id) => UsersOf(FolderOf(id));

    /// <summary>Keeps an upload for another day.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public void Keep(int id) => Touch(FolderOf(id));

    /// <summary>Notes that a run uses an upload.</summary>
    public void Use(int id, string run)
    {
        var path = Path.Combine(FolderOf(id), UsedName);
        string[] runs = [.. RunsOf(path), run];
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', runs))));
    }

    /// <summary>Deletes an upload, unless a run uses it.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public void Abandon(int id)
    {
        var folder = FolderOf(id);
        if (!IsUsed(folder))
            Delete(folder);
    }

    /// <summary>Moves an upload to the bin.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    /// <exception cref="GanSharpException">A run uses it, or it cannot be moved.</exception>
    public void Remove(int id)
    {
        if (UsersOf(id) is [var run, ..])
            throw new GanSharpException($"{run} uses these pictures; delete the run for good first");
        var folder = FolderOf(id);
        Drop(folder, () =>
        {
            Directory.Move(folder, Path.Combine(DiskFolder.Make(paths.UploadBin), UploadNumbers.NameOf(id)));
            Touch(RemovedFolderOf(id));
        });
    }

    /// <summary>Moves an upload back from the bin. It is kept for another day.</summary>
    /// <exception cref="NotFoundException">It is not in the bin.</exception>
    /// <exception cref="GanSharpException">It cannot be moved.</exception>
    public void Restore(int id)
    {
        var (removed, folder) = (RemovedFolderOf(id), Path.Combine(paths.Uploads, UploadNumbers.NameOf(id)));
        _numbers.Return(folder, () => Directory.Move(removed, folder));
        Keep(id);
    }

    /// <summary>Deletes an upload in the bin for good.</summary>
    /// <exception cref="NotFoundException">It is not in the bin.</exception>
    /// <exception cref="GanSharpException">It cannot be deleted.</exception>
    public void Purge(int id)
    {
        var folder = RemovedFolderOf(id);
        OutputFile.Write(folder, () => Directory.Delete(folder, recursive: true));
    }

    /// <summary>
    /// Takes away the uploads that nobody has looked at for a day and that no run uses: those with pictures go to the
    /// bin, and those that never arrived whole are deleted.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="hasPictures">Whether pictures were found in an upload.</param>
    public void Clean(DateTimeOffset now, Predicate<int> hasPictures)
    {
        if (!Directory.Exists(paths.Uploads))
            return;
        foreach (var folder in DiskFolder.Entries(paths.Uploads).Where(Directory.Exists))
        {
            if (Directory.GetLastWriteTimeUtc(folder) >= now - KeptUnused || IsUsed(folder))
                continue;
            if (UploadNumbers.NumberOf(folder) is { } id && hasPictures(id))
                Remove(id);
            else
                Delete(folder);
        }
    }

    private bool IsUsed(string folder) => UsersOf(folder).Length > 0;

    private string[] UsersOf(string folder) =>
    [
        .. RunsOf(Path.Combine(folder, UsedName)).Where(run => run.Length > 0
            && (Directory.Exists(Path.Combine(paths.Runs, run)) || Directory.Exists(Path.Combine(paths.Bin, run)))),
    ];

    private static string[] RunsOf(string path) =>
        File.Exists(path) ? InputFile.ReadText(path, BufferBytes, "list of runs").Split('\n') : [];

    private void Delete(string folder) => Drop(folder, () => Directory.Delete(folder, recursive: true));

    /// <summary>Takes the folder of an upload away.</summary>
    private void Drop(string folder, Action away)
    {
        var number = UploadNumbers.NumberOf(folder);
        if (number is { } open)
            _open.TryRemove(open, out _);
        _numbers.Leave(folder, away);
        if (number is { } id)
            Deleted?.Invoke(id);
    }

    private void Touch(string folder) => OutputFile.Write(
        folder, () => Directory.SetLastWriteTimeUtc(folder, options.Time.GetUtcNow().UtcDateTime));

    /// <summary>Creates a file and its folders. No link is followed.</summary>
    private static FileStream Created(string folder, string[] parts, string target, string path)
    {
        try
        {
            foreach (var part in parts[..^1])
            {
                folder = Path.Combine(folder, part);
                if (DiskFile.IsLink(folder))
                    throw new IOException("a folder above it is a link");
                Directory.CreateDirectory(folder);
            }
            return DiskFile.Open(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
        }
        catch (Exception error) when (DiskTrouble.Of(error) is { } trouble)
        {
            throw new GanSharpException(
                File.Exists(target)
                    ? $"{path}: is there already"
                    : $"{path}: cannot be written ({Path.GetFileName(trouble.Message)})",
                trouble);
        }
    }

    private async Task CopyAsync(
        UploadFrames body, FileStream file, Growth growth, string path, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (Interlocked.Add(ref growth.Bytes, count) > options.MostUploadBytes)
                throw TooLarge($"more than {options.MostUploadBytes} bytes");
            try
            {
                await file.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }
            catch (Exception error) when (DiskTrouble.Of(error) is { } trouble)
            {
                throw new GanSharpException($"{path}: cannot be written ({trouble.Message}); check the disk", trouble);
            }
        }
    }

    private static BadHttpRequestException TooLarge(string what) =>
        new($"these files are {what}; drop fewer at a time", StatusCodes.Status413PayloadTooLarge);

    private sealed class Growth
    {
        public int Files;
        public long Bytes;
    }
}
