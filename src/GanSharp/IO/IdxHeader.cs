namespace GanSharp.IO;

/// <summary>The header of an IDX file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Extents">The extents of its array, outermost first.</param>
/// <param name="IsCompressed">Whether the file is compressed.</param>
/// <param name="Start">The place of the first element in a raw file.</param>
/// <param name="Bytes">The number of elements.</param>
internal sealed record IdxHeader(string Path, int[] Extents, bool IsCompressed, long Start, long Bytes)
{
    /// <summary>Reads the header of a file. A raw file has as many elements as it announces.</summary>
    /// <exception cref="GanSharpException">The file is missing or damaged, or it is not IDX of bytes.</exception>
    public static IdxHeader Of(string path) => InputFile.Read(path, stream =>
    {
        using var reader = new IdxReader(stream, path);
        if (!reader.IsCompressed)
            reader.RequireElements();
        return new IdxHeader(path, reader.Extents, reader.IsCompressed, stream.Position, reader.Bytes);
    });

    /// <summary>Reads all elements of the file.</summary>
    /// <exception cref="GanSharpException">The file is damaged, or it has changed.</exception>
    public byte[] ReadAll() => Read(reader => reader.ReadAll());

    /// <summary>Reads all elements of the file, some at a time.</summary>
    /// <inheritdoc cref="IdxReader.Read" path="/param"/>
    /// <inheritdoc cref="ReadAll" path="/exception"/>
    public void Read(int most, ElementsUse use) => Read(reader =>
    {
        reader.Read(most, use);
        return true;
    });

    private T Read<T>(Func<IdxReader, T> read) => InputFile.Read(Path, stream =>
    {
        using var reader = new IdxReader(stream, Path);
        return reader.Extents.SequenceEqual(Extents)
            ? read(reader)
            : throw new GanSharpException($"{Path}: changed while it was read; wait until it is whole");
    });
}
