using System.IO.Compression;

namespace GanSharp.IO;

/// <summary>
/// Reads PNG pictures of every colour type, bit depth and interlacing. What is transparent is laid on white, as on a
/// page. 16 bits become 8, palettes red, green and blue. Gamma and colour profiles are not applied.
/// </summary>
public static class PngReader
{
    /// <summary>Most pixels of a side: 2²⁰.</summary>
    public const int MaxSide = Limits.PictureSide;

    /// <summary>Most pixels of a picture: 72 · 2²⁰, which are 216 MiB in colour.</summary>
    public const int MaxPixels = Limits.PicturePixels;

    /// <summary>Most bytes of a file: 256 MiB.</summary>
    public const int MaxBytes = Limits.PictureBytes;

    /// <summary>What DEFLATE can make of one byte at most.</summary>
    private const int MostExpansion = 1032;

    // Every eighth pixel first, then those that halve the distances; each pass is a small picture of its own.
    private static readonly (int Left, int Top, int Across, int Down)[]
        Whole = [(0, 0, 1, 1)],
        Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged in any byte that matters, beyond <see cref="MaxSide"/>, <see cref="MaxPixels"/> or
    /// <see cref="MaxBytes"/>, or no PNG.
    /// </exception>
    public static Bitmap Read(string path) => InputFile.Read(path, stream => Read(stream, path));

    /// <summary>Reads from a seekable stream; <paramref name="name"/> stands for it in errors.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static Bitmap Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngHeader? header = null;
        byte[] palette = [], transparency = [];
        using var packed = new MemoryStream();
        foreach (var (type, data) in PngChunks.Read(stream, name))
        {
            if ((header is null) != (type == "IHDR"))
                throw new GanSharpException($"{name}: a PNG has one header, at its beginning; is it damaged?");
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(data, name);
                    break;
                case "PLTE":
                    palette = data;
                    break;
                case "tRNS":
                    transparency = data;
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
                case not "IEND" when char.IsUpper(type[0]):
                    throw new GanSharpException(
                        $"{name}: needs '{type}', which is not of the PNG standard; convert it");
            }
        }
        return Unpack(header!.Value, new PngPixels(header.Value, palette, transparency, name), packed, name);
    }

    private static Bitmap Unpack(PngHeader header, PngPixels pixels, MemoryStream packed, string name)
    {
        if ((long)header.RowBytes(header.Width) * header.Height > packed.Length * MostExpansion)
            throw new GanSharpException(
                $"{name}: {packed.Length} bytes cannot hold {header.Height}×{header.Width} pixels; is it damaged?");
        packed.Position = 0;
        using var samples = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            return Unpack(header, pixels, samples, name);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new GanSharpException(
                $"{name}: damaged compressed data ({e.Message}); fetch or write the file again", e);
        }
    }

    /// <summary>Reads as many rows as there must be, and not a byte beyond.</summary>
    private static Bitmap Unpack(PngHeader header, PngPixels pixels, Stream samples, string name)
    {
        var (width, height, channels) = (header.Width, header.Height, header.Channels);
        var picture = new byte[width * height * channels];
        foreach (var (left, top, across, down) in header.Interlaced ? Adam7 : Whole)
        {
            var columns = (width - left + across - 1) / across;
            if (columns == 0)
                continue;
            var (row, above) = (new byte[header.RowBytes(columns)], new byte[header.RowBytes(columns)]);
            for (var y = top; y < height; y += down)
            {
                var filter = samples.ReadByte();
                if (filter < 0 || samples.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                    throw new GanSharpException($"{name}: ends within the pixels; fetch or write the file again");
                if (!PngFilter.Undo((byte)filter, row, above, header.FilterDistance))
                    throw new GanSharpException($"{name}: filter {filter}, where PNG has 0 to 4; is it damaged?");
                pixels.Write(row, columns, picture.AsSpan((y * width + left) * channels), across * channels);
                (row, above) = (above, row);
            }
        }
        return new(width, height, channels, picture);
    }
}
