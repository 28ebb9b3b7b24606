using System.IO.Compression;
using GanSharp.IO;
using GanSharp.Sampling;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Play;

/// <summary>Pictures as answers.</summary>
internal static class PictureFiles
{
    private const string Png = "image/png";
    private const int MostUncompressed = 1 << 20;

    /// <summary>
    /// Pictures side by side without margins, from which a page cuts the single ones. Small ones are not compressed,
    /// which would take longer than to send them to a browser on the same machine.
    /// </summary>
    public static byte[] Sprite(SampleSet set, int zoom = 1)
    {
        var isSmall = (long)set.Pixels.Length * zoom * zoom <= MostUncompressed;
        return Sprite(set, zoom, isSmall ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
    }

    /// <summary>Answers with a sprite, or with a picture to keep, which has margins.</summary>
    public static IResult Result(SampleSet set, int zoom, bool isDownload) => isDownload
        ? Results.Bytes(PngWriter.Encode(set.Picture(zoom)), Png, "gansharp.png")
        : Results.Bytes(Sprite(set, zoom), Png);

    /// <summary>Answers with a film.</summary>
    /// <exception cref="NotFoundException">There is no such format.</exception>
    public static IResult Result(Animation film, string format)
    {
        using var file = new MemoryStream();
        WriterOf(format)(file, film);
        return Results.Bytes(file.ToArray(), $"image/{format}", $"gansharp.{format}");
    }

    /// <summary>A picture as an address that holds it.</summary>
    public static string DataAddress(SampleSet set) =>
        $"data:{Png};base64,{Convert.ToBase64String(Sprite(set, 1, CompressionLevel.Fastest))}";

    private static byte[] Sprite(SampleSet set, int zoom, CompressionLevel compression) =>
        PngWriter.Encode(ImageGrid.Arrange(set.Pixels, set.Image, set.Columns, margin: 0, zoom), compression);

    /// <summary>The writer of a format.</summary>
    /// <exception cref="NotFoundException">There is no such format.</exception>
    public static Action<Stream, Animation> WriterOf(string format) => format switch
    {
        "gif" => GifWriter.Write,
        "webp" => WebPWriter.Write,
        "apng" => ApngWriter.Write,
        _ => throw new NotFoundException($"there is no film as {format}; there are gif, webp and apng"),
    };
}
