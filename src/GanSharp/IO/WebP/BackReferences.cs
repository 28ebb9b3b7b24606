namespace GanSharp.IO.WebP;

/// <summary>A pixel, or a copy of earlier ones.</summary>
/// <param name="Pixel">The pixel, if <paramref name="Length"/> is 0.</param>
/// <param name="Length">How many pixels are copied; 0 for a pixel of its own.</param>
/// <param name="Distance">How far back the copied pixels start.</param>
internal readonly record struct PixelToken(uint Pixel, int Length, int Distance);

/// <summary>The LZ77 compression of pixels: sequences that occurred before become a length and a distance.</summary>
internal static class BackReferences
{
    private const int Least = 4, Most = 4096, MostDistance = (1 << 20) - 120, HashBits = 16, MostTries = 32;

    /// <summary>Returns the tokens of a picture.</summary>
    public static List<PixelToken> Of(uint[] pixels)
    {
        var tokens = new List<PixelToken>();
        var (newest, previous) = (new int[1 << HashBits], new int[pixels.Length]);
        Array.Fill(newest, -1);
        for (var i = 0; i < pixels.Length;)
        {
            var (length, distance) = LongestMatch(i);
            tokens.Add(length < Least ? new(pixels[i], 0, 0) : new(0, length, distance));
            for (var end = length < Least ? i + 1 : i + length; i < end; i++)
                Remember(i);
        }
        return tokens;

        (int Length, int Distance) LongestMatch(int start)
        {
            var (length, distance) = (0, 0);
            if (start > pixels.Length - Least)
                return (length, distance);
            var (tries, most) = (MostTries, Math.Min(Most, pixels.Length - start));
            for (var at = newest[Hash(start)]; at >= 0 && start - at <= MostDistance && tries-- > 0; at = previous[at])
            {
                var same = pixels.AsSpan(at, most).CommonPrefixLength(pixels.AsSpan(start, most));
                if (same > length)
                    (length, distance) = (same, start - at);
            }
            return (length, distance);
        }

        void Remember(int start)
        {
            if (start > pixels.Length - Least)
                return;
            var hash = Hash(start);
            (previous[start], newest[hash]) = (newest[hash], start);
        }

        uint Hash(int start) =>
            (pixels[start] * 0x9E3779B1 ^ pixels[start + 1] * 0x85EBCA6B ^ pixels[start + 2] * 0xC2B2AE35
                ^ pixels[start + 3] * 0x27D4EB2F) >> (32 - HashBits);
    }
}
