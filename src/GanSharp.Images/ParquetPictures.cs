using GanSharp.IO;

namespace GanSharp.Images;

/// <summary>
/// A reader of Parquet files with a column of pictures (<c>image</c> or <c>img</c>: bytes, or a group with bytes) and,
/// if it has labels, a column <c>label</c> of whole numbers or text, as Hugging Face publishes data sets.
/// </summary>
public sealed class ParquetPictures : IPictureTableReader
{
    /// <inheritdoc/>
    public string Extension => ".parquet";

    /// <inheritdoc/>
    public IPictureTable Open(string path) => new ParquetTable(path);
}
