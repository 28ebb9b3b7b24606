using GanSharp.IO;

namespace GanSharp.Images;

/// <summary>
/// A reader of Parquet files with a column of pictures (<c>image</c> or <c>img</c>: bytes, or a group with bytes) and,
/// if it has labels, a column <c>label</c> of whole numbers or text, as Hugging Face publishes data sets.
/// </summary>
public sealed class ParquetPictures : IPictureTableReader
{
    private readonly Lock _gate = new();

    // Weak, so that the pictures go with the last table.
    private readonly WeakReference<RowGroups?> _groups = new(null);

    /// <inheritdoc/>
    public string Extension => ".parquet";

    /// <inheritdoc/>
    public IPictureTable Open(string path)
    {
        lock (_gate)
        {
            if (!_groups.TryGetTarget(out var groups))
                _groups.SetTarget(groups = new());
            return new ParquetTable(path, groups);
        }
    }
}
