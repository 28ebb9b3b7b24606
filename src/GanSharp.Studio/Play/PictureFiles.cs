using System.IO.Compression;
using GanSharp.IO;
using GanSharp.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Play;

/// <summary>Pictures as answers.</summary>
internal static class PictureFiles
{
    private const string Png = "image/png", PixelsEnd = ".pixels";

    /// <summary>
    /// Adds an address of pictures: as pixels, <c>NAME.pixels</c>, which a page paints without decoding a file, and as
    /// a picture, <c>NAME.png</c>.
    /// </summary>
    public static void MapPictures(this IEndpointRouteBuilder app, string name, Delegate draw)
    {
        app.MapGet($"{name}{PixelsEnd}", draw);
        app.MapGet($"{name}.png", draw);
    }

    /// <summary>
    /// Answers with the pixels of all pictures one after the other, with a picture that has them side by side without
    /// margins, or with one to keep, which has margins: as the address says.
    /// </summary>
    public static IResult Result(HttpRequest request, SampleSet set, int zoom) =>
        request.Path.Value!.EndsWith(PixelsEnd, StringComparison.Ordinal)
            ? Results.Bytes(set.Pixels, "application/octet-stream")
        : new Parameters(request.Query).Whole("download", 0, 0, 1) == 1
            ? Results.Bytes(PngWriter.Encode(set.Picture(zoom)), Png, "gansharp.png")
        : Results.Bytes(SideBySide(set, zoom), Png);

    /// <summary>Answers with a film.</summary>
    /// <exception cref="NotFoundException">There is no such format.</exception>
    public static IResult Result(Animation film, string format)
    {
        using var file = new MemoryStream();
        WriterOf(format)(file, film);
        return Results.Bytes(file.ToArray(), $"image/{format}", $"gansharp.{format}");
    }

    /// <summary>Pictures side by side, as an address that holds them.</summary>
    public static string DataAddress(SampleSet set) =>
        $"data:{Png};base64,{Convert.ToBase64String(SideBySide(set, 1))}";

    private static byte[] SideBySide(SampleSet set, int zoom) => PngWriter.Encode(
        ImageGrid.Arrange(set.Pixels, set.Image, set.Columns, margin: 0, zoom), CompressionLevel.Fastest);

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
