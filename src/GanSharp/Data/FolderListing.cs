using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// The visible files and subfolders of a folder, in ordinal order. Files that systems leave behind, such as
/// <c>.DS_Store</c>, <c>._x.png</c> and <c>Thumbs.db</c>, are not visible.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">The names of its files.</param>
/// <param name="Folders">The names of its subfolders.</param>
internal sealed record FolderListing(string Folder, string[] Files, string[] Folders)
{
    private const string PngEnding = ".png";

    // These options skip files that an attribute or a leading dot hides.
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = false };
    private static readonly string[] OfSystems =
        ["Thumbs.db", "desktop.ini", "__MACOSX", "lost+found", "$RECYCLE.BIN", "System Volume Information", "@eaDir"];

    /// <summary>The names of its PNG files, with the extension in any letter case.</summary>
    public string[] Pictures { get; } = [.. Files.Where(IsPng)];

    /// <summary>Lists a folder.</summary>
    /// <exception cref="GanSharpException">The folder cannot be read.</exception>
    public static FolderListing Of(string folder) => DiskFolder.Reading(folder, () => new FolderListing(
        folder, Names(Directory.GetFiles(folder, "*", Visible)),
        Names(Directory.GetDirectories(folder, "*", Visible))));

    /// <summary>Whether a name has the extension of PNG files.</summary>
    public static bool IsPng(string name) => name.EndsWith(PngEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name belongs to the user's files rather than to a system.</summary>
    public static bool IsVisible(string name) =>
        !name.StartsWith('.') && !OfSystems.Contains(name, StringComparer.OrdinalIgnoreCase);

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
    public FolderListing Below(string name) => Of(this[name]);

    private static string[] Names(string[] paths) =>
        [.. paths.Select(path => Path.GetFileName(path)).Where(IsVisible).Order(StringComparer.Ordinal)];
}
