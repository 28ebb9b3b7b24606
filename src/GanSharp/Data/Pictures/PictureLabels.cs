using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data.Pictures;

/// <summary>
/// Pictures whose labels are in a CSV file beside them: <c>labels.csv</c>, or the only CSV file with columns for file
/// and label. Files are named relative to the folder.
/// </summary>
internal sealed class PictureLabels : PictureSource
{
    private const string Name = "labels.csv", Extension = ".csv";
    private const int MostDepth = 8;

    private static readonly string[] FileColumns = ["file", "file_name", "filename", "image", "path"],
        LabelColumns = ["label", "class"];

    private readonly FolderListing _root;
    private readonly string _csv;
    private readonly string[] _classNames;
    private readonly (FolderListing Folder, string File, int Label)[] _pictures;
    private readonly string[] _notes;

    private PictureLabels(FolderListing root, string csv, CsvTable table, int fileColumn, int labelColumn)
    {
        (_root, _csv) = (root, csv);
        var folders = root.WithFoldersBelow(MostDepth).ToArray();
        var files = folders
            .SelectMany(folder => folder.Pictures.Select(file => (Folder: folder, File: file)))
            .ToDictionary(picture => Inside(picture.Folder[picture.File]));
        var labels = LabelsOf(table, fileColumn, labelColumn);
        _classNames = Sorted(labels.Values);
        var numbers = _classNames.Index().ToDictionary(item => item.Item, item => item.Index);
        _pictures =
        [
            .. files.Keys.Where(labels.ContainsKey).Order(StringComparer.Ordinal)
                .Select(name => (files[name].Folder, files[name].File, numbers[labels[name]])),
        ];
        string[] missing = [.. labels.Keys.Where(name => !files.ContainsKey(name))],
            without = [.. files.Keys.Where(name => !labels.ContainsKey(name)).Order(StringComparer.Ordinal)];
        _notes =
        [
            .. Note(missing, "line", $"of {csv} left out: there is no such picture"),
            .. Note(without, "picture", $"left out: {csv} has no line for it"),
            .. LeftOutFiles.In(root, folders, root[csv]),
        ];
    }

    /// <inheritdoc/>
    public override string Place => _root.Folder;

    /// <summary>Finds a CSV file with labels. Returns null when there is none.</summary>
    /// <exception cref="GanSharpException">
    /// <c>labels.csv</c> has no columns for file and label, a line is wrong, or no line names a picture.
    /// </exception>
    public static PictureLabels? In(FolderListing root)
    {
        var isNamed = root.Find(Name) is not null;
        string[] found = isNamed
            ? [Path.GetFileName(root.Find(Name)!)]
            : [.. root.Files.Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))];
        if (found is not [var csv])
            return null;
        var table = CsvTable.Parse(root.ReadBytes(csv), root[csv]);
        var (file, label) = (table.ColumnOf(FileColumns), table.ColumnOf(LabelColumns));
        if (file >= 0 && label >= 0)
            return new PictureLabels(root, csv, table, file, label) is { _pictures.Length: > 0 } pictures
                ? pictures
                : throw new GanSharpException(
                    $"{root[csv]}: names no picture that is there; name files relative to its folder");
        return !isNamed ? null : throw new GanSharpException(
            table.OtherDivider is { } divider
                ? $"{root[csv]}: divides its columns by {divider}; save it with commas"
                : $"{root[csv]}: has no columns file and label; write them into its first line, or rename the file");
    }

    /// <inheritdoc/>
    protected override PictureChoice Choose(ImageSelection selection, string name)
    {
        var (rows, classNames, labels) = OfClasses(
            _classNames, [.. _pictures.Select(picture => picture.Label)], selection.Classes);
        if (rows.Length == 0)
            throw new GanSharpException(
                $"{_root[_csv]}: there is no picture of {string.Join(", ", selection.Classes)}; choose other classes");
        return new(
            [.. rows.Zip(labels, (row, label) => Picture.Of(_pictures[row].Folder, _pictures[row].File, label))],
            classNames, _notes);
    }

    /// <inheritdoc/>
    public override void Close() => _root.Close();

    private Dictionary<string, string> LabelsOf(CsvTable table, int fileColumn, int labelColumn)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (line, fields) in table.Rows)
        {
            var (file, label) = (fields[fileColumn].Trim().Replace('\\', '/'), fields[labelColumn].Trim());
            if (file.StartsWith("./", StringComparison.Ordinal))
                file = file[2..];
            if (file.Length == 0 || label.Length == 0)
                throw new GanSharpException($"{_root[_csv]}:{line}: has no file or no label; fill in both");
            if (!labels.TryAdd(file, label) && labels[file] != label)
                throw new GanSharpException(
                    $"{_root[_csv]}:{line}: gives {file} the label {label}, but a line above {labels[file]}; "
                    + "keep one of them");
        }
        return labels;
    }

    private string Inside(string path) =>
        Path.GetRelativePath(_root.Folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<string> Note(string[] names, string what, string why)
    {
        if (names.Length > 0)
            yield return $"{Plural.Of(names.Length, what)} {why} ({LeftOutFiles.Few(names)})";
    }
}
