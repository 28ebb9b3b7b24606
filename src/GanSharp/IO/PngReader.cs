using System.IO.Compression;

namespace GanSharp.IO;

/// <summary>
/// A reader of PNG pictures of every colour type, bit depth and interlacing. Transparent pixels are blended onto a
/// background, 16-bit samples are reduced to 8 bits, and palettes become RGB. Gamma and colour profiles are ignored.
/// </summary>
public static class PngReader
{
    /// <summary>Most pixels per side: 2²⁰.</summary>
    public const int MaxSide = Limits.PictureSide;

    /// <summary>Most pixels of a picture: 72 · 2²⁰, or 216 MiB in colour.</summary>
    public const int MaxPixels = Limits.PicturePixels;

    /// <summary>Most bytes of a file: 256 MiB.</summary>
    public const int MaxBytes = Limits.PictureBytes;

    /// <summary>The largest expansion factor of DEFLATE.</summary>
    private const int MostExpansion = 1032;

    // Every eighth pixel first, then passes that halve the distances. Each pass is stored as a small picture.
    private static readonly (int Left, int Top, int Across, int Down)[]
        Whole = [(0, 0, 1, 1)],
        Adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Reads a file, with transparent pixels on white.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged, not PNG, or exceeds <see cref="MaxSide"/>, <see cref="MaxPixels"/> or
    /// <see cref="MaxBytes"/>.
    /// </exception>
    public static Bitmap Read(string path) => InputFile.Read(path, stream => Read(stream, path));

    /// <summary>Reads from a seekable stream. Errors call it <paramref name="name"/>.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The name for errors.</param>
    /// <param name="background">
    /// The colour under transparent pixels; white by default. Under another hue, grey pictures become RGB.
    /// </param>
    /// <inheritdoc cref="Read(string)"/>
    public static Bitmap Read(Stream stream, string name, PixelColor? background = null)
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
                        $"{name}: needs '{type}', which is not in the PNG standard; convert it");
            }
        }
        var pixels = new PngPixels(header!.Value, palette, transparency, background ?? PixelColor.White, name);
        return Unpack(header.Value, pixels, packed, name);
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

    /// <summary>Reads exactly the rows of the picture.</summary>
    private static Bitmap Unpack(PngHeader header, PngPixels pixels, Stream samples, string name)
    {
        var (width, height, channels) = (header.Width, header.Height, pixels.Channels);
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
                    throw new GanSharpException($"{name}: PNG has no filter {filter}, only 0 to 4; is it damaged?");
                pixels.Write(row, columns, picture.AsSpan((y * width + left) * channels), across * channels);
                (row, above) = (above, row);
            }
        }
        return new(width, height, channels, picture);
    }
}
