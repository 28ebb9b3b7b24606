using System.Text.Json;
using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Studio.NewTraining;

/// <summary>An upload that can be chosen again.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Names">The first few names of what was dropped, such as that of a folder.</param>
/// <param name="Entries">How many folders and files were dropped.</param>
/// <param name="Count">The number of pictures; null if nobody has looked at them yet.</param>
/// <param name="Classes">The number of classes; null if nobody has looked at them yet.</param>
/// <param name="Added">When the pictures were looked at first.</param>
/// <param name="Runs">The number of runs that use it, with those in the bin.</param>
/// <param name="HasPictures">Whether some of its pictures can be shown.</param>
internal sealed record EarlierUpload(
    int Id, IReadOnlyList<string> Names, int Entries, int? Count, int? Classes, DateTimeOffset Added, int Runs,
    bool HasPictures);

/// <summary>An upload in the bin.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Names">The first few names of what was dropped, such as that of a folder.</param>
/// <param name="Entries">How many folders and files were dropped.</param>
/// <param name="Removed">When it was removed.</param>
public sealed record RemovedUpload(int Id, IReadOnlyList<string> Names, int Entries, DateTimeOffset Removed);

/// <summary>
/// Uploads that can be chosen again, the newest first. What was found in an upload is written into its folder, in files
/// that data sets leave out.
/// </summary>
internal sealed class EarlierUploads(UploadStore uploads, TimeProvider time)
{
    private const string FileName = ".found.json", PicturesName = ".found.png";
    private const int MostNames = 3, MostListed = 50, MostBytes = 1 << 16;

    /// <summary>
    /// The uploads in which pictures were found, and those of earlier versions that runs use.
    /// </summary>
    public IReadOnlyList<EarlierUpload> All() =>
    [
        .. uploads.Numbers().Select(Of).OfType<EarlierUpload>()
            .OrderByDescending(upload => upload.Added).ThenByDescending(upload => upload.Id).Take(MostListed),
    ];

    /// <summary>The uploads in the bin, the last removed first.</summary>
    public IReadOnlyList<RemovedUpload> Removed() =>
        [.. uploads.Removed().Select(InBin).OfType<RemovedUpload>().OrderByDescending(upload => upload.Removed)];

    /// <summary>The names of what was dropped: the first few, and how many there are.</summary>
    /// <exception cref="NotFoundException">There is no such upload.</exception>
    public (IReadOnlyList<string> Names, int Entries) NamesOf(int id) => NamesAt(uploads.FolderOf(id));

    /// <summary>Whether pictures were found in an upload before.</summary>
    public bool IsKnown(int id) => Read(uploads.FolderOf(id)) is not null;

    /// <summary>Some of the pictures of an upload in one PNG.</summary>
    /// <exception cref="NotFoundException">There is no such upload, or nobody has looked at it.</exception>
    public byte[] PicturesOf(int id)
    {
        var path = Path.Combine(uploads.FolderOf(id), PicturesName);
        return File.Exists(path)
            ? InputFile.ReadBytes(path)
            : throw new NotFoundException($"nobody has looked at the pictures of upload {id}");
    }

    /// <summary>Writes down what was found.</summary>
    /// <exception cref="GanSharpException">A file cannot be written.</exception>
    public void Remember(int id, DataFacts facts)
    {
        var folder = uploads.FolderOf(id);
        var (names, entries) = NamesIn(folder);
        var found = new Found(
            facts.Count, facts.Classes.Count, Read(folder)?.Added ?? time.GetUtcNow(), names, entries);
        AtomicFile.Write(Path.Combine(folder, PicturesName), stream => stream.Write(facts.Pictures));
        AtomicFile.Write(
            Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, found, StudioJson.Options));
    }

    private EarlierUpload? Of(int id)
    {
        try
        {
            var (folder, runs) = (uploads.FolderOf(id), uploads.UsersOf(id).Length);
            var found = Read(folder);
            if (found is null && runs == 0)
                return null; // it is under way, or was given up
            var (names, entries) = NamesAt(folder);
            return new(
                id, names, entries, found?.Count, found?.Classes,
                found?.Added ?? Directory.GetLastWriteTimeUtc(folder), runs,
                File.Exists(Path.Combine(folder, PicturesName)));
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return null; // it was deleted just now, or cannot be read
        }
    }

    private RemovedUpload? InBin(int id)
    {
        try
        {
            var folder = uploads.RemovedFolderOf(id);
            var (names, entries) = NamesAt(folder);
            return new(id, names, entries, Directory.GetLastWriteTimeUtc(folder));
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return null; // it was deleted just now, or cannot be read
        }
    }

    private static (IReadOnlyList<string> Names, int Entries) NamesAt(string folder) =>
        Read(folder) is { Names: { } names } found ? (names, found.Entries) : NamesIn(folder);

    private static (IReadOnlyList<string> Names, int Entries) NamesIn(string folder)
    {
        var listing = FolderListing.Of(folder);
        string[] names = [.. listing.Folders, .. listing.Files];
        return ([.. names.Take(MostNames)], names.Length);
    }

    private static Found? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<Found>(InputFile.ReadText(path, MostBytes, "facts"), StudioJson.Options)
                : null;
        }
        catch (Exception error) when (error is JsonException or GanSharpException)
        {
            return null;
        }
    }

    private sealed record Found(
        int Count, int Classes, DateTimeOffset Added, IReadOnlyList<string>? Names, int Entries);
}
