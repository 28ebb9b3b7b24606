using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// What is visible in a folder: the names of its files and of its folders, in their order character by character. What
/// systems leave behind, such as <c>.DS_Store</c>, <c>._x.png</c> and <c>Thumbs.db</c>, is not.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">The names of its files.</param>
/// <param name="Folders">The names of the folders in it.</param>
internal sealed record FolderListing(string Folder, string[] Files, string[] Folders)
{
    private const string PngEnding = ".png";

    // By default these leave out what is hidden by an attribute, or by a dot before its name.
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = false };
    private static readonly string[] OfSystems =
        ["Thumbs.db", "desktop.ini", "__MACOSX", "lost+found", "$RECYCLE.BIN", "System Volume Information", "@eaDir"];

    /// <summary>The names of its PNG files, whose ending may be in any letter case.</summary>
    public string[] Pictures { get; } = [.. Files.Where(IsPng)];

    /// <summary>Lists a folder.</summary>
    /// <exception cref="GanSharpException">It cannot be read.</exception>
    public static FolderListing Of(string folder) => DiskFolder.Reading(folder, () => new FolderListing(
        folder, Names(Directory.GetFiles(folder, "*", Visible)),
        Names(Directory.GetDirectories(folder, "*", Visible))));

    /// <summary>Whether a name ends as those of PNG files do.</summary>
    public static bool IsPng(string name) => name.EndsWith(PngEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a user means a file or folder of that name, rather than a system.</summary>
    public static bool IsVisible(string name) =>
        !name.StartsWith('.') && !OfSystems.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of something in it.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>
    /// The path of the file of that name; else of one that differs from it in letter case alone; null when there is
    /// neither.
    /// </summary>
    public string? Find(string name) =>
        (
            Files.FirstOrDefault(file => file == name)
            ?? Files.FirstOrDefault(file => string.Equals(file, name, StringComparison.OrdinalIgnoreCase)))
        is { } found ? this[found] : null;

    /// <summary>Requires that no folder has the name of a file that was looked for and not found.</summary>
    /// <exception cref="GanSharpException">One has.</exception>
    public void RequireNoFolder(Func<string, bool> isOfFile)
    {
        if (Folders.FirstOrDefault(isOfFile) is { } name)
            throw new GanSharpException(
                $"{this[name]}: is a folder, but has the name of a file that is read; rename it");
    }

    /// <summary>A folder in it.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public FolderListing Below(string name) => Of(this[name]);

    private static string[] Names(string[] paths) =>
        [.. paths.Select(path => Path.GetFileName(path)).Where(IsVisible).Order(StringComparer.Ordinal)];
}
