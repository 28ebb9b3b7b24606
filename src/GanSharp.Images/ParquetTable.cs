using System.Globalization;
using GanSharp.IO;
using Parquet;

namespace GanSharp.Images;

/// <summary>
/// A Parquet file of pictures. It is opened for each group of rows.
/// </summary>
internal sealed class ParquetTable : IPictureTable
{
    private const long MostGroupBytes = 1 << 30;

    private readonly string _path;
    private readonly RowGroups _groups;

    // The first row of each group, and the number of rows at the end.
    private readonly List<int> _starts = [0];

    private long _fileBytes;

    /// <summary>Opens a file and reads its labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="groups">The pictures that are kept, of all tables.</param>
    /// <exception cref="GanSharpException">It is damaged or has no column of pictures.</exception>
    public ParquetTable(string path, RowGroups groups)
    {
        (_path, _groups) = (path, groups);
        (Labels, ClassNames) = Read(ReadLabels);
    }

    /// <inheritdoc/>
    public int Count => _starts[^1];

    /// <inheritdoc/>
    public IReadOnlyList<string>? Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public byte[] Read(int row)
    {
        var group = _starts.FindLastIndex(start => start <= row);
        return _groups.Of(this, group, () => PicturesOf(group))[row - _starts[group]]
            ?? throw GanSharpException.Damaged($"{_path}:{row}: has no picture", "remove the row");
    }

    private byte[]?[] PicturesOf(int group) =>
        Read(async (reader, stream) =>
        {
            using var rows = reader.OpenRowGroupReader(group);
            var field = ParquetColumns.Pictures(reader.Schema, _path);
            if (rows.GetMetadata(field)?.MetaData?.TotalUncompressedSize is not (>= 0 and <= MostGroupBytes))
                throw new GanSharpException(
                    $"{_path}: has more than {MostGroupBytes} bytes in a row group; write it in smaller groups");
            ParquetBounds.CheckColumn(stream, rows, field);
            var found = new byte[]?[_starts[group + 1] - _starts[group]];
            await rows.ReadAsync(field, found.AsMemory());
            return found;
        });

    private async Task<(IReadOnlyList<string>?, IReadOnlyList<string>)> ReadLabels(
        ParquetReader reader, Stream stream)
    {
        _ = ParquetColumns.Pictures(reader.Schema, _path);
        var field = ParquetColumns.Labels(reader.Schema);
        var names = field is null ? [] : ParquetColumns.ClassNames(reader.CustomMetadata, field.Name);
        var labels = new List<string?>();
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            if (rows.RowCount < 0 || _starts[^1] + rows.RowCount > _fileBytes)
                throw new InvalidDataException($"{_fileBytes} bytes cannot hold {rows.RowCount} pictures");
            _starts.Add(_starts[^1] + (int)rows.RowCount);
            if (field is null)
                continue;
            ParquetBounds.CheckColumn(stream, rows, field);
            labels.AddRange(await ParquetColumns.Texts(rows, field, (int)rows.RowCount));
        }
        return field is null ? (null, []) : ([.. labels.Select(Named)], names);

        string Named(string? label, int row) =>
            label is null ? throw new GanSharpException($"{_path}:{row}: has no label; remove the row")
            : names.Count == 0 ? label
            : int.TryParse(label, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < names.Count
                ? names[number]
                : throw new GanSharpException(
                    $"{_path}:{row}: has label {label}, but labels run from 0 to {names.Count - 1}; check the labels");
    }

    private T Read<T>(Func<ParquetReader, Stream, Task<T>> read) => InputFile.Read(_path, stream =>
    {
        _fileBytes = stream.Length;
        try
        {
            ParquetBounds.CheckFooter(stream);
            return Task.Run(async () =>
            {
                await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true);
                return await read(reader, stream);
            }).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (GanSharpException or OutOfMemoryException))
        {
            // The library reports damage by many kinds of exceptions.
            throw GanSharpException.Damaged($"{_path}: is damaged ({e.Message})", "fetch the file again", e);
        }
    });
}
