namespace GanSharp.IO;

/// <summary>
/// A picture with 8 bits per channel: rows from the top, pixels from the left, channels interleaved (HWC).
/// </summary>
public sealed class Bitmap
{
    /// <summary>Creates a picture over <paramref name="pixels"/>, which are not copied.</summary>
    /// <exception cref="ArgumentException">
    /// A side is not positive, the number of channels is not 1 (grey) or 3 (red, green, blue), or the number of bytes
    /// is not width × height × channels.
    /// </exception>
    public Bitmap(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (width < 1 || height < 1 || channels is not (1 or 3) || (long)width * height * channels != pixels.Length)
            throw new ArgumentException(
                $"{pixels.Length} bytes are not {height} rows of {width} pixels of {channels} channels (1 or 3)");
        (Width, Height, Channels, Pixels) = (width, height, channels, pixels);
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes per pixel: 1 for grey, 3 for red, green, blue.</summary>
    public int Channels { get; }

    /// <summary>The bytes, <c>[row, column, channel]</c>.</summary>
    public byte[] Pixels { get; }

    /// <summary>
    /// Returns the bytes as <c>[channel, row, column]</c> (CHW), the layout of data sets and networks.
    /// </summary>
    internal byte[] ToPlanes()
    {
        var planes = new byte[Pixels.Length];
        var size = Width * Height;
        for (var c = 0; c < Channels; c++)
            for (var i = 0; i < size; i++)
                planes[c * size + i] = Pixels[i * Channels + c];
        return planes;
    }
}
