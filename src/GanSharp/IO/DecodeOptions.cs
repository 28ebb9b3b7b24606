namespace GanSharp.IO;

/// <summary>How a picture is decoded.</summary>
public sealed record DecodeOptions
{
    /// <summary>The defaults: full size, on white.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>
    /// The least number of pixels of the shorter side. A reader may scale larger pictures down to it while it decodes;
    /// 0, the default, asks for the full size.
    /// </summary>
    public int SmallestSide { get; init; }

    /// <summary>The colour under transparent pixels; white by default.</summary>
    public PixelColor Background { get; init; } = PixelColor.White;
}
