using System.Globalization;
using GanSharp.IO;

namespace GanSharp;

/// <summary>The size of one image.</summary>
/// <param name="Channels">1 for grey, 3 for colour (red, green, blue).</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers per image: channels × height × width.</summary>
    public int Count => Channels * Height * Width;

    /// <summary>Returns the size in bytes of <paramref name="count"/> images.</summary>
    /// <exception cref="GanSharpException">They do not fit into one array.</exception>
    internal int BytesOf(int count, string name) =>
        (long)count * Count is var bytes && bytes <= Array.MaxLength
            ? (int)bytes
            : throw new GanSharpException(
                $"{name}: {count} images of {this} do not fit into one array; "
                + "choose a smaller image-size or set a limit");

    /// <summary>Reads a size as <see cref="ToString"/> writes it; null if it is none that images can have.</summary>
    internal static ImageShape? Parse(string text)
    {
        var extents = text.Split('×')
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var extent)
                ? extent
                : 0)
            .ToArray();
        return extents is [> 0 and var height, > 0 and var width, (1 or 3) and var channels]
            && Math.Max(height, width) <= Limits.PictureSide
            && (long)height * width * channels <= Limits.ImageNumbers
                ? new(channels, height, width)
                : null;
    }

    /// <summary>Height, width and channels: <c>28×28×1</c>.</summary>
    public override string ToString() => $"{Height}×{Width}×{Channels}";
}
