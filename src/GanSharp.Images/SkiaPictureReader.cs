using System.Buffers;
using GanSharp.IO;
using SkiaSharp;

namespace GanSharp.Images;

/// <summary>A reader of JPEG, WebP, GIF (the first frame) and BMP, with Skia (https://skia.org).</summary>
/// <remarks>
/// JPEG may be baseline or progressive, grey, YCbCr or CMYK. The orientation that a camera recorded is applied, colour
/// profiles are not. Safe for use by several threads at once.
/// </remarks>
public sealed class SkiaPictureReader : IPictureReader
{
    /// <summary>
    /// Pictures of up to 2²⁰ pixels are always decoded; larger ones need a byte for every 4,096 pixels, more than any
    /// format needs for a picture that is not empty.
    /// </summary>
    private const int FreePixels = 1 << 20, MostPixelsPerByte = 4096;

    private static readonly SKEncodedImageFormat[] Formats =
    [
        SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp, SKEncodedImageFormat.Gif, SKEncodedImageFormat.Bmp,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp"];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
        || file.StartsWith("GIF8"u8)
        || file.StartsWith("BM"u8);

    /// <inheritdoc/>
    public Bitmap Read(ReadOnlyMemory<byte> file, string name, DecodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var pinned = file.Pin();
        using var data = DataOver(pinned, file.Length);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Formats.Contains(codec.EncodedFormat))
            throw new GanSharpException($"{name}: is not a JPEG, WebP, GIF or BMP picture; is it damaged?");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1)
            throw new GanSharpException($"{name}: {height}×{width} pixels are not a picture; is it damaged?");
        if (Math.Max(width, height) > PngReader.MaxSide || (long)width * height > PngReader.MaxPixels)
            throw new GanSharpException(
                $"{name}: {height}×{width} pixels are too many (at most {PngReader.MaxSide} per side and "
                + $"{PngReader.MaxPixels} in total); scale it down");
        if ((long)width * height > FreePixels + (long)MostPixelsPerByte * file.Length)
            throw new GanSharpException(
                $"{name}: {file.Length} bytes cannot hold a picture of {height}×{width} pixels; is it damaged?");
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg)
            JpegStructure.RequireWhole(file.Span, name);
        return Decode(codec, SizeFor(codec, options.SmallestSide), name, options.Background)
            .Upright(codec.EncodedOrigin);
    }

    private static unsafe SKData DataOver(MemoryHandle pinned, int length) =>
        SKData.Create((nint)pinned.Pointer, length);

    /// <summary>
    /// Returns the smallest size that is large enough. JPEG decodes to eighths of its size directly, from fewer
    /// frequencies.
    /// </summary>
    private static SKSizeI SizeFor(SKCodec codec, int smallestSide)
    {
        var isScalable = smallestSide > 0 && codec.EncodedFormat == SKEncodedImageFormat.Jpeg;
        for (var eighths = 1; isScalable && eighths < 8; eighths++)
        {
            var scaled = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Min(scaled.Width, scaled.Height) >= smallestSide)
                return scaled;
        }
        return codec.Info.Size;
    }

    private static unsafe Bitmap Decode(SKCodec codec, SKSizeI size, string name, PixelColor background)
    {
        var isGrey = codec.Info.ColorType == SKColorType.Gray8;
        var info = new SKImageInfo(
            size.Width, size.Height,
            isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888,
            isGrey ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        return isGrey
            ? new(size.Width, size.Height, 1, Filled(new byte[info.BytesSize]))
            : new(size.Width, size.Height, 3, Coloured());

        // Large arrays that live for one picture would make the garbage collector wait for many of them.
        byte[] Coloured()
        {
            var pixels = ArrayPool<byte>.Shared.Rent(info.BytesSize);
            try
            {
                pixels.AsSpan(0, info.BytesSize).Clear(); // a frame of a GIF may be smaller than its picture
                return Opaque(Filled(pixels).AsSpan(0, info.BytesSize), background);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(pixels);
            }
        }

        byte[] Filled(byte[] pixels)
        {
            fixed (byte* target = pixels)
            {
                if (codec.GetPixels(info, (nint)target) is not SKCodecResult.Success and var result)
                    throw new GanSharpException($"{name}: cannot be decoded ({Reason(result)}); is it damaged?");
            }
            return pixels;
        }
    }

    private static string Reason(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "it ends too early",
        SKCodecResult.ErrorInInput => "its data are wrong",
        _ => result.ToString(),
    };

    private static byte[] Opaque(ReadOnlySpan<byte> rgba, PixelColor background)
    {
        var rgb = new byte[rgba.Length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            var pixel = rgba.Slice(from, 4);
            var target = rgb.AsSpan(to, 3);
            pixel[..3].CopyTo(target);
            for (var c = 0; c < 3 && pixel[3] < 255; c++)
                target[c] = background.Under(c, pixel[c], pixel[3], 255);
        }
        return rgb;
    }
}
