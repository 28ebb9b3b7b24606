using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data.Pictures;

/// <summary>
/// Tables with pictures and labels, such as the Parquet files of Hugging Face: one file, or the files of one part of a
/// data set (<c>train-00000-of-00002.parquet</c>).
/// </summary>
/// <param name="place">The file, or the folder with the files.</param>
/// <param name="files">The paths of the tables, at least one.</param>
/// <param name="notes">What is left out.</param>
internal sealed class PictureTables(string place, string[] files, IReadOnlyList<string> notes) : PictureSource
{
    private const string Training = "train";

    /// <inheritdoc/>
    public override string Place => place;

    /// <summary>Returns the table at a path; null if no reader knows its extension or there is no such file.</summary>
    public static PictureTables? In(string path) =>
        File.Exists(path) && PictureFormats.TableReaderOf(path) is not null ? new(path, [path], []) : null;

    /// <summary>
    /// Finds the tables in a folder: those for training if there are several parts. Returns null when there is none.
    /// </summary>
    /// <exception cref="GanSharpException">The tables belong to several parts, and none is for training.</exception>
    public static PictureTables? In(FolderListing folder)
    {
        var parts = folder.Files
            .Where(file => PictureFormats.TableReaderOf(file) is not null)
            .GroupBy(file => PartOf(file))
            .ToArray();
        if (parts.Length == 0)
            return null;
        var chosen = parts.Length == 1 ? parts[0] : parts.FirstOrDefault(part => part.Key == Training)
            ?? throw new GanSharpException(
                $"{folder.Folder}: {LeftOutFiles.Few([.. parts.Select(part => part.First())])} belong to different "
                + $"parts of a data set; name one of them: --data {folder[parts[0].First()]}");
        string[] others = [.. parts.Where(part => part != chosen).SelectMany(part => part)],
            files = [.. chosen];
        return new(folder.Folder, [.. files.Select(file => folder[file])],
        [
            .. others.Length > 0
                ? (string[])[$"{Plural.Of(others.Length, "table")} of other parts left out: {LeftOutFiles.Few(others)}"]
                : [],
            .. Missing(files),
        ]);
    }

    /// <inheritdoc/>
    protected override PictureChoice Choose(ImageSelection selection, string name)
    {
        var tables = files
            .Select(file => (File: file, Table: PictureFormats.TableReaderOf(file)!.Open(file)))
            .ToArray();
        var rows = tables
            .SelectMany(table => Enumerable.Range(0, table.Table.Count)
                .Select(row => (table.File, table.Table, Row: row)))
            .ToArray();
        if (rows.Length == 0)
            throw new GanSharpException($"{Place}: has no rows; name another file");
        if (tables.Any(table => table.Table.Labels is null))
        {
            return selection.Classes.Count > 0
                ? throw ImageDataset.Unlabelled(name)
                : new([.. rows.Select(row => PictureOf(row.File, row.Table, row.Row, 0))], null, notes);
        }
        var texts = rows.Select(row => row.Table.Labels![row.Row]).ToArray();
        var listed = tables[0].Table.ClassNames;
        string[] classNames = listed.Count > 0 && tables.All(table => table.Table.ClassNames.SequenceEqual(listed))
            ? [.. listed]
            : Sorted(texts);
        var numbers = classNames.Index().ToDictionary(item => item.Item, item => item.Index);
        var (chosen, names, labels) = OfClasses(
            classNames, [.. texts.Select(text => numbers[text])], selection.Classes);
        if (chosen.Length == 0)
            throw new GanSharpException(
                $"{Place}: there is no picture of {string.Join(", ", selection.Classes)}; choose other classes");
        return new(
            [
                .. chosen.Select(index => rows[index])
                    .Zip(labels, (row, label) => PictureOf(row.File, row.Table, row.Row, label)),
            ],
            names, notes);
    }

    private static Picture PictureOf(string file, IPictureTable table, int row, int label) => new(
        $"{file}:{row}", label, () => table.Read(row), () => FolderListing.StampOfFile(file));

    private static string PartOf(string file) =>
        ShardName.Of(file)?.Before ?? "";

    /// <summary>Says how many files of the chosen part are missing.</summary>
    private static IEnumerable<string> Missing(string[] files)
    {
        var total = files.Max(file => ShardName.Of(file)?.Total ?? 0);
        if (total > files.Length)
            yield return $"{total - files.Length} of {total} tables are missing beside {files[0]}";
    }
}
