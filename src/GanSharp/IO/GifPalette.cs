namespace GanSharp.IO;

/// <summary>The colours of a GIF, at most 256, and which of them stands for a pixel.</summary>
internal static class GifPalette
{
    // Six levels each of red, green and blue: 0, 51, ... 255. Grey stays grey, since the three share them.
    private const int Levels = 6, Step = 51, Side = 8;

    /// <summary>
    /// Red, green and blue of 256 colours: all greys for one channel, otherwise every mixture of levels, blue changing
    /// first.
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
    /// The colour of each pixel. What lies between two levels becomes the upper one at as many places of a pattern as
    /// it is near to it, so the mean over 8×8 pixels is right.
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
    /// What the distance to the lower level must exceed to become the upper one, by Bayer's 8×8 pattern.
    /// </summary>
    private static double Threshold(int x, int y)
    {
        var rank = 0;
        for (var bit = 0; (1 << bit) < Side; bit++)
            rank = rank << 2 | ((x ^ y) >> bit & 1) << 1 | y >> bit & 1;
        return (rank + 0.5) / (Side * Side) * Step;
    }
}
