namespace GanSharp.IO;

/// <summary>The palette of a GIF, of at most 256 colours, and the conversion of pixels to it.</summary>
internal static class GifPalette
{
    // Six levels each of red, green and blue: 0, 51, ... 255. All channels share the levels, so grey stays grey.
    private const int Levels = 6, Step = 51, Side = 8;

    /// <summary>
    /// Returns 256 colours as red, green and blue: all greys for one channel, otherwise every combination of levels,
    /// with blue varying fastest.
    /// </summary>
    public static byte[] Colors(int channels)
    {
        var colors = new byte[256 * 3];
        if (channels == 1)
            return [.. colors.Select((_, i) => (byte)(i / 3))];
        for (var i = 0; i < Levels * Levels * Levels; i++)
            for (var (channel, rest) = (2, i); channel >= 0; channel--, rest /= Levels)
                colors[3 * i + channel] = (byte)(rest % Levels * Step);
        return colors;
    }

    /// <summary>
    /// Returns the palette index of each pixel. Values between two levels are dithered with an ordered 8×8 pattern, so
    /// the mean over 8×8 pixels is right.
    /// </summary>
    public static byte[] Indices(Bitmap frame)
    {
        if (frame.Channels == 1)
            return frame.Pixels;
        var indices = new byte[frame.Width * frame.Height];
        for (var i = 0; i < indices.Length; i++)
        {
            var threshold = Threshold(i % frame.Width, i / frame.Width);
            for (var channel = 0; channel < 3; channel++)
            {
                var value = frame.Pixels[3 * i + channel];
                indices[i] = (byte)(indices[i] * Levels + value / Step + (value % Step > threshold ? 1 : 0));
            }
        }
        return indices;
    }

    /// <summary>
    /// Returns the threshold of Bayer's 8×8 pattern: a value that exceeds the lower level by more takes the upper one.
    /// </summary>
    private static double Threshold(int x, int y)
    {
        var rank = 0;
        for (var bit = 0; (1 << bit) < Side; bit++)
            rank = rank << 2 | ((x ^ y) >> bit & 1) << 1 | y >> bit & 1;
        return (rank + 0.5) / (Side * Side) * Step;
    }
}
