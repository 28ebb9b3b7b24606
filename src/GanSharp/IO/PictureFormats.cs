namespace GanSharp.IO;

/// <summary>The formats of pictures that can be read: PNG, and those that the program adds.</summary>
/// <remarks>
/// Safe for use by several threads at once. The package GanSharp.Images adds JPEG, WebP, GIF and BMP, whose decoders
/// are native code, and Parquet tables.
/// </remarks>
public static class PictureFormats
{
    /// <summary>Extensions of the formats that GanSharp.Images adds, for advice to programs without it.</summary>
    private static readonly string[] OfImages =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".parquet"];

    private static readonly PngPictures Png = new();
    private static volatile IPictureReader[] _readers = [Png];
    private static volatile IPictureTableReader[] _tables = [];

    /// <summary>The extensions of picture files that can be read, in lower case.</summary>
    public static IReadOnlyList<string> Extensions => [.. _readers.SelectMany(reader => reader.Extensions)];

    /// <summary>Adds a reader of pictures. A second reader of the same type changes nothing.</summary>
    /// <exception cref="ArgumentException">Another reader has one of its extensions.</exception>
    public static void Add(IPictureReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        lock (Png)
        {
            if (Array.Exists(_readers, other => other.GetType() == reader.GetType()))
                return;
            if (reader.Extensions.FirstOrDefault(Extensions.Contains) is { } taken)
                throw new ArgumentException($"another reader reads {taken} files", nameof(reader));
            _readers = [.. _readers, reader];
        }
    }

    /// <summary>Adds a reader of tables with pictures. A second reader of the same type changes nothing.</summary>
    public static void Add(IPictureTableReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        lock (Png)
        {
            if (!Array.Exists(_tables, other => other.GetType() == reader.GetType()))
                _tables = [.. _tables, reader];
        }
    }

    /// <summary>Whether a file of that name is read as a picture.</summary>
    internal static bool IsPicture(string name) => ReaderOf(name) is not null;

    /// <summary>Returns the reader of a table of that name; null if there is none.</summary>
    internal static IPictureTableReader? TableReaderOf(string name) =>
        Array.Find(_tables, reader => reader.Extension == ExtensionOf(name));

    /// <summary>Whether GanSharp.Images would add the extension.</summary>
    internal static bool IsMissing(string extension) =>
        OfImages.Contains(extension) && !IsPicture(extension) && TableReaderOf(extension) is null;

    /// <summary>
    /// Decodes a picture. Its bytes decide the format; its extension decides only if no reader recognises them.
    /// </summary>
    /// <exception cref="GanSharpException">It is damaged, too large, or in a format that is not read.</exception>
    internal static Bitmap Decode(byte[] file, string name, DecodeOptions options)
    {
        if (file.Length == 0)
            throw new GanSharpException($"{name}: is empty; copy it again, or remove it");
        if (file.Length > Limits.PictureBytes)
            throw new GanSharpException(
                $"{name}: {file.Length} bytes are too many for a picture (at most {Limits.PictureBytes}); "
                + "scale it down");
        var reader = Array.Find(_readers, reader => reader.Recognizes(file)) ?? ReaderOf(name);
        return reader?.Read(file, name, options) ?? throw new GanSharpException(
            $"{name}: is not a picture in a format that is read ({string.Join(", ", Extensions)}); convert it");
    }

    private static IPictureReader? ReaderOf(string name) =>
        ExtensionOf(name) is var extension
            ? Array.Find(_readers, reader => reader.Extensions.Contains(extension))
            : null;

    private static string ExtensionOf(string name) => Path.GetExtension(name).ToLowerInvariant();

    private sealed class PngPictures : IPictureReader
    {
        public IReadOnlyList<string> Extensions { get; } = [".png"];

        public bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith(FileKind.Png.Signature);

        public Bitmap Read(ReadOnlyMemory<byte> file, string name, DecodeOptions options)
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            return PngReader.Read(stream, name, options.Background);
        }
    }
}
