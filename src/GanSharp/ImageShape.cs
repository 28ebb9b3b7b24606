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

    /// <summary>Height, width and channels: <c>28×28×1</c>.</summary>
    public override string ToString() => $"{Height}×{Width}×{Channels}";
}
