using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// The visible files and subfolders of a folder, in ordinal order. Files that systems leave behind, such as
/// <c>.DS_Store</c>, <c>._x.png</c> and <c>Thumbs.db</c>, are not visible.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="files">The names of its files.</param>
/// <param name="folders">The names of its subfolders.</param>
internal class FolderListing(string folder, string[] files, string[] folders)
{
    // These options skip files that an attribute or a leading dot hides.
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = false };
    private static readonly string[] OfSystems =
        ["Thumbs.db", "desktop.ini", "__MACOSX", "lost+found", "$RECYCLE.BIN", "System Volume Information", "@eaDir"];

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The names of its files.</summary>
    public string[] Files => files;

    /// <summary>The names of its subfolders.</summary>
    public string[] Folders => folders;

    /// <summary>The names of the pictures that can be read.</summary>
    public string[] Pictures { get; } = [.. files.Where(PictureFormats.IsPicture)];

    /// <summary>Lists a folder.</summary>
    /// <exception cref="GanSharpException">The folder cannot be read.</exception>
    public static FolderListing Of(string folder) => DiskFolder.Reading(folder, () => new FolderListing(
        folder,
        Names(Directory.GetFiles(folder, "*", Visible)),
        Names(Directory.GetDirectories(folder, "*", Visible).Where(path => !LeadsBack(path, folder)))));

    /// <summary>Whether a name belongs to the user's files rather than to a system.</summary>
    public static bool IsVisible(string name) =>
        !name.StartsWith('.') && !OfSystems.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a path is a link to the folder that it is in, or to one above. Such links have no end.
    /// </summary>
    private static bool LeadsBack(string path, string folder) =>
        new DirectoryInfo(path) is { LinkTarget: not null } link
        && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
        && Inside(folder).StartsWith(Inside(target.FullName), StringComparison.Ordinal);

    private static string Inside(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <summary>The path of an entry.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>
    /// Finds a file by name, preferring the exact letter case over any other, and returns its path; null when there is
    /// no such file.
    /// </summary>
    public string? Find(string name)
    {
        var found = Files.FirstOrDefault(file => file == name)
            ?? Files.FirstOrDefault(file => string.Equals(file, name, StringComparison.OrdinalIgnoreCase));
        return found is null ? null : this[found];
    }

    /// <summary>Requires that no subfolder has the name of a missing file.</summary>
    /// <exception cref="GanSharpException">A subfolder has such a name.</exception>
    public void RequireNoFolder(Func<string, bool> isOfFile)
    {
        if (Folders.FirstOrDefault(isOfFile) is { } name)
            throw new GanSharpException(
                $"{this[name]}: is a folder with the name of an expected file; rename it");
    }

    /// <summary>Lists a subfolder.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public virtual FolderListing Below(string name) => Of(this[name]);

    /// <summary>
    /// Lists this folder and the folders in it, to that depth; each before those inside it. Links are not followed.
    /// </summary>
    public IEnumerable<FolderListing> WithFoldersBelow(int depth) => depth == 0
        ? [this]
        : Folders
            .Where(name => !IsLink(name))
            .SelectMany(name => Below(name).WithFoldersBelow(depth - 1))
            .Prepend(this);

    /// <summary>Whether a subfolder is a link, which may lead in a circle.</summary>
    public virtual bool IsLink(string name) => DiskFile.IsLink(this[name]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="GanSharpException">It cannot be read.</exception>
    public virtual byte[] ReadBytes(string name) => InputFile.ReadBytes(this[name]);

    /// <summary>Returns a text that changes when the contents of a file change.</summary>
    public virtual string StampOf(string name) => StampOfFile(this[name]);

    /// <summary>Closes what reading has opened.</summary>
    public virtual void Close() { }

    /// <summary>
    /// Returns the size and the time of a file, or of the one that a link leads to; empty if there is none.
    /// </summary>
    public static string StampOfFile(string path)
    {
        try
        {
            FileSystemInfo? file = new FileInfo(path);
            if (file.LinkTarget is not null)
                file = file.ResolveLinkTarget(returnFinalTarget: true);
            return file is FileInfo { Exists: true } found ? $"{found.Length} {found.LastWriteTimeUtc.Ticks}" : "";
        }
        catch (IOException) // such as links in a circle
        {
            return "";
        }
    }

    /// <summary>Returns the path of a file with its stamp.</summary>
    public static string KeyOfFile(string path) => $"{Path.GetFullPath(path)}\0{StampOfFile(path)}";

    private static string[] Names(IEnumerable<string> paths) =>
        [.. paths.Select(path => Path.GetFileName(path)).Where(IsVisible).Order(StringComparer.Ordinal)];
}
