using GanSharp.Data.Pictures;
using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>Advice for a folder that lacks the files of a data set.</summary>
internal static class FolderAdvice
{
    private const int MostFolders = 200, MostDepth = 3;

    private static readonly string[] ArchiveEndings =
    [
        ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar",
    ];
    private static readonly string[] Parts =
    [
        "train", "training", "test", "testing", "val", "valid", "validation", "eval", "dev",
    ];

    /// <summary>
    /// Says what the folder contains instead of the files, and what to do. Returns null when it contains nothing
    /// helpful.
    /// </summary>
    /// <param name="info">The data set.</param>
    /// <param name="part">The part of the data set.</param>
    /// <param name="folder">The folder that was searched.</param>
    /// <param name="option">The option that names a folder, with a space after it.</param>
    public static string? For(DatasetInfo info, DatasetPart part, string folder, string option = "--data ")
    {
        if (File.Exists(folder))
            return IsReadable(info, folder) ? InZip(folder)
                : IsArchive(folder) ? "it is an archive; unpack it and name the folder"
                : info.ReadsFiles && !PictureFormats.IsPicture(folder)
                    ? "it is not a picture; name a folder, or a .zip or .parquet file of pictures"
                : $"it is a file; name its folder: {option}{FolderOf(folder)}";
        if (!Directory.Exists(folder))
            return RawPath.Complaint(folder) is null ? null : "its name is not UTF-8; rename it";
        var here = FolderListing.Of(folder);
        return Subfolder(info, part, here, option)
            ?? OtherDataset(info, here)
            ?? (here.Files.FirstOrDefault(IsArchive) is { } archive
                ? IsReadable(info, archive)
                    ? $"there is {archive}; name it: {option}{here[archive]}"
                    : $"there is {archive}, an archive; unpack it there"
                : null)
            ?? OtherFormats(info, here);
    }

    /// <summary>
    /// Refuses folders that are not classes of images: the parts of a data set, or the grids of samples of a run.
    /// </summary>
    /// <param name="root">The folder of the data set.</param>
    /// <param name="holders">The folders whose pictures would be read.</param>
    /// <exception cref="GanSharpException">The folders are parts of a data set or belong to a run.</exception>
    public static void CheckClasses(FolderListing root, IReadOnlyList<FolderListing> holders)
    {
        if (holders.Prepend(root).FirstOrDefault(IsOfRun) is { } run)
            throw new GanSharpException(
                $"{run.Folder}: belongs to a run, whose pictures are grids of samples; "
                + "name a folder of single images");
        string[] classes =
        [
            .. holders
                .Where(holder => holder != root)
                .Select(holder => Path.GetFileName(holder.Folder)),
        ];
        if (classes.Length == 0 || !classes.All(IsPart))
            return;
        var parts = classes.Length == 1
            ? "is a part of a data set, not a class"
            : "are parts of a data set, not classes";
        throw new GanSharpException(
            $"{root.Folder}: {string.Join(" and ", classes)} {parts}; "
            + $"name the one to read: --data {root[classes.OrderByDescending(IsTraining).First()]}");
    }

    private static string InZip(string path) =>
        ZipFolder.Open(path).WithFoldersBelow(MostDepth)
            .SelectMany(folder => folder.Files.Where(IsArchive).Select(file => folder[file]))
            .FirstOrDefault() is { } inner
                ? $"there is {Path.GetRelativePath(path, inner)} in it, an archive; unpack both, and name the folder"
                : "it contains no pictures that are read";

    /// <summary>Names the nearest subfolders with the files, training folders first.</summary>
    private static string? Subfolder(DatasetInfo info, DatasetPart part, FolderListing here, string option)
    {
        FolderListing[] level = [here];
        for (var depth = 0; depth < MostDepth && level.Length > 0; depth++)
        {
            var below = level
                .SelectMany(folder => folder.Folders.Select(name => folder[name]))
                .Take(MostFolders)
                .ToArray();
            if (below.Where(folder => Holds(info, part, folder)).OrderByDescending(IsTraining).ToArray()
                is [var first, .. var others])
                return $"they are in a subfolder; name it: {option}{first}"
                    + (others.Length > 0 ? $" (or {LeftOutFiles.Few(others)})" : "");
            level = [.. below.Select(FolderListing.Of)];
        }
        return null;
    }

    /// <summary>Names the data set whose files are there.</summary>
    private static string? OtherDataset(DatasetInfo info, FolderListing here) =>
        DatasetsAt(here.Folder).Where(other => other != info).ToArray() is [var found]
            ? $"the files there belong to the data set {found.Name}; name that data set" : null;

    /// <summary>
    /// Returns the data sets whose training files are at a path; those for any files only if there is no other.
    /// </summary>
    public static DatasetInfo[] DatasetsAt(string path)
    {
        var isFile = File.Exists(path);
        var found = Datasets
            .All.Where(info => (info.ReadsFiles || !isFile) && !info.IsBuiltIn)
            .Where(info => Holds(info, DatasetPart.Training, path))
            .ToLookup(info => info.Source is null);
        return [.. found[found[true].Any()]];
    }

    private static string? OtherFormats(DatasetInfo info, FolderListing here) =>
        info.ReadsFiles && LeftOutFiles.In(here, [here, .. here.Folders.Select(here.Below)]) is { Length: > 0 } others
            ? $"{string.Join("; ", others)}; convert them to PNG" : null;

    private static bool Holds(DatasetInfo info, DatasetPart part, string folder)
    {
        try
        {
            return info.Find(folder, part) is not null;
        }
        catch (GanSharpException)
        {
            return false; // loading the folder itself reports what is wrong with it
        }
    }

    private static bool IsOfRun(FolderListing folder) =>
        folder.Files.Contains("run.json")
        || File.Exists(Path.Combine(FolderOf(Path.GetFullPath(folder.Folder)), "run.json"));

    private static bool IsArchive(string name) => ArchiveEndings.Contains(Path.GetExtension(name).ToLowerInvariant())
        && !name.Contains("idx", StringComparison.OrdinalIgnoreCase);

    private static bool IsReadable(DatasetInfo info, string name) => info.ReadsFiles && ZipFolder.IsZip(name);

    private static bool IsPart(string name) => Parts.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsTraining(string path) =>
        Path.GetFileName(path).StartsWith("train", StringComparison.OrdinalIgnoreCase);

    private static string FolderOf(string path) =>
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } folder ? folder : ".";
}
