namespace GanSharp.Data.Pictures;

/// <summary>A folder inside a zip file. Nothing is unpacked to the disk.</summary>
internal sealed class ZipFolder : FolderListing
{
    private readonly ZipFile _zip;
    private readonly string _inside;
    private readonly Dictionary<string, ZipFolder> _all;

    private ZipFolder(ZipFile zip, string inside, Dictionary<string, ZipFolder> all, Names names)
        : base(Path.Join(zip.Path, inside), Visible(names.Files), Visible(names.Folders)) =>
        (_zip, _inside, _all) = (zip, inside, all);

    /// <summary>Whether a name has the extension of zip files.</summary>
    public static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lists the folder that a zip file is.</summary>
    /// <exception cref="GanSharpException">
    /// The file is damaged or encrypted, or a name in it is ambiguous or leads out of it.
    /// </exception>
    public static ZipFolder Open(string path)
    {
        var zip = ZipFile.Open(path);
        var names = new Dictionary<string, Names> { [""] = new() };
        foreach (var name in zip.Names)
        {
            var (folder, file) = Split(name);
            NamesIn(folder).Files.Add(file);
        }
        var all = new Dictionary<string, ZipFolder>();
        foreach (var (inside, found) in names)
            all.Add(inside, new(zip, inside, all, found));
        return all[""];

        Names NamesIn(string inside)
        {
            if (names.TryGetValue(inside, out var found))
                return found;
            var (above, name) = Split(inside);
            NamesIn(above).Folders.Add(name);
            return names[inside] = new();
        }
    }

    /// <inheritdoc/>
    public override FolderListing Below(string name) => _all[Inside(name)];

    /// <inheritdoc/>
    public override bool IsLink(string name) => false;

    /// <inheritdoc/>
    public override byte[] ReadBytes(string name) => _zip.ReadBytes(Inside(name));

    /// <inheritdoc/>
    public override string StampOf(string name) => StampOfFile(_zip.Path);

    /// <inheritdoc/>
    public override void Close() => _zip.Close();

    private string Inside(string name) => _inside.Length == 0 ? name : $"{_inside}/{name}";

    private static (string Folder, string Name) Split(string path) =>
        path.LastIndexOf('/') is >= 0 and var slash ? (path[..slash], path[(slash + 1)..]) : ("", path);

    private static string[] Visible(List<string> names) =>
        [.. names.Where(IsVisible).Order(StringComparer.Ordinal)];

    private sealed class Names
    {
        public List<string> Files { get; } = [];

        public List<string> Folders { get; } = [];
    }
}
