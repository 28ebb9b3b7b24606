using System.Buffers.Binary;

namespace GanSharp.IO;

/// <summary>The colour types of PNG, with their numbers in the file.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The chunk IHDR of a PNG: the size of the picture and how its samples are stored.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool Interlaced)
{
    private const int Size = 13;

    /// <summary>Samples per pixel, including alpha.</summary>
    public int SamplesPerPixel => ColorType switch
    {
        PngColorType.Grey or PngColorType.Palette => 1,
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgb => 3,
        _ => 4,
    };

    /// <summary>Channels of the decoded picture: 1 for grey, 3 for colour.</summary>
    public int Channels => ColorType is PngColorType.Grey or PngColorType.GreyAlpha ? 1 : 3;

    /// <summary>Largest value of a sample.</summary>
    public int MaxSample => (1 << BitDepth) - 1;

    /// <summary>The distance in bytes to the left neighbour, as filters define it: at least 1.</summary>
    public int FilterDistance => Math.Max(1, SamplesPerPixel * BitDepth / 8);

    /// <summary>Returns the number of bytes for <paramref name="pixels"/> pixels of a row.</summary>
    public int RowBytes(int pixels) => (pixels * SamplesPerPixel * BitDepth + 7) / 8;

    /// <summary>Reads the data of the chunk.</summary>
    /// <exception cref="GanSharpException">
    /// The header is invalid, or the picture exceeds the limits of <see cref="PngReader"/>.
    /// </exception>
    public static PngHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length != Size)
            throw new GanSharpException(
                $"{name}: a header of {data.Length} bytes instead of {Size}; is it damaged?");
        var (width, height) = (
            BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        if (width == 0 || height == 0)
            throw new GanSharpException($"{name}: {height}×{width} pixels are not a picture; is it damaged?");
        if (Math.Max(width, height) > PngReader.MaxSide || (long)width * height > PngReader.MaxPixels)
            throw new GanSharpException(
                $"{name}: {height}×{width} pixels are too many (at most {PngReader.MaxSide} per side and "
                + $"{PngReader.MaxPixels} in total); scale it down");
        var (depth, type) = (data[8], (PngColorType)data[9]);
        if (!IsPossible(type, depth))
            throw new GanSharpException($"{name}: no PNG has colour type {data[9]} with {depth} bits; is it damaged?");
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new GanSharpException(
                $"{name}: compression, filter and interlace methods {data[10]}, {data[11]} and {data[12]} "
                + "are not PNG's; is it damaged?");
        return new((int)width, (int)height, depth, type, Interlaced: data[12] == 1);
    }

    private static bool IsPossible(PngColorType type, int depth) => type switch
    {
        PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => depth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.RgbAlpha => depth is 8 or 16,
        _ => false,
    };
}
