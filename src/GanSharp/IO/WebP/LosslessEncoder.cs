using System.Numerics;

namespace GanSharp.IO.WebP;

/// <summary>
/// The lossless compression of WebP (VP8L): green is subtracted from red and blue, pixels are predicted, repeated
/// sequences become references, and prefix codes store the rest. See
/// https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification.
/// </summary>
internal static class LosslessEncoder
{
    /// <summary>Most pixels per side.</summary>
    public const int MostSide = 1 << 14;

    private const uint Signature = 0x2F, PredictorTransform = 0, SubtractGreen = 2;
    private const int Literals = 256, LengthPrefixes = 24, DistancePrefixes = 40, NearDistances = 120;

    /// <summary>Returns the data of a VP8L chunk.</summary>
    public static byte[] Encode(Bitmap picture)
    {
        var bits = new BitWriter();
        bits.Write(Signature, 8);
        bits.Write((uint)picture.Width - 1, 14);
        bits.Write((uint)picture.Height - 1, 14);
        bits.Write(0, 4); // no transparency, version 0

        WriteTransform(bits, SubtractGreen);
        var (residuals, modes) = Predictor.Apply(WithoutGreen(picture), picture.Width);
        WriteTransform(bits, PredictorTransform);
        bits.Write(Predictor.BlockBits - 2, 3);
        WriteImage(bits, [.. modes.Select(mode => (uint)mode << 8)], Predictor.Blocks(picture.Width), isMain: false);
        bits.Write(0, 1); // no further transform
        WriteImage(bits, residuals, picture.Width, isMain: true);
        return bits.ToArray();
    }

    private static void WriteTransform(BitWriter bits, uint kind)
    {
        bits.Write(1, 1);
        bits.Write(kind, 2);
    }

    /// <summary>Returns the pixels, with green subtracted from red and blue.</summary>
    private static uint[] WithoutGreen(Bitmap picture)
    {
        var (bytes, channels) = (picture.Pixels, picture.Channels);
        var pixels = new uint[picture.Width * picture.Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = channels == 1
                ? (uint)bytes[i] << 8
                : (uint)((byte)(bytes[3 * i] - bytes[3 * i + 1]) << 16 | bytes[3 * i + 1] << 8
                    | (byte)(bytes[3 * i + 2] - bytes[3 * i + 1]));
        return pixels;
    }

    /// <summary>Writes pixels with one set of prefix codes and no colour cache.</summary>
    private static void WriteImage(BitWriter bits, uint[] pixels, int width, bool isMain)
    {
        bits.Write(0, 1); // no colour cache
        if (isMain)
            bits.Write(0, 1); // one set of codes
        var tokens = BackReferences.Of(pixels);
        int[] greens = new int[Literals + LengthPrefixes], reds = new int[Literals], blues = new int[Literals],
            alphas = new int[Literals], distances = new int[DistancePrefixes];
        foreach (var token in tokens)
        {
            if (token.Length > 0)
            {
                greens[Literals + Prefix(token.Length).Symbol]++;
                distances[Prefix(DistanceCode(token.Distance, width)).Symbol]++;
                continue;
            }
            greens[(byte)(token.Pixel >> 8)]++;
            reds[(byte)(token.Pixel >> 16)]++;
            blues[(byte)token.Pixel]++;
        }
        alphas[0] = 1; // no difference from opaque
        PrefixCode green = new(greens), red = new(reds), blue = new(blues), distance = new(distances);
        foreach (var code in (PrefixCode[])[green, red, blue, new(alphas), distance])
            code.WriteCode(bits);
        foreach (var token in tokens)
        {
            if (token.Length > 0)
            {
                WritePrefixed(bits, green, Literals, token.Length);
                WritePrefixed(bits, distance, 0, DistanceCode(token.Distance, width));
                continue;
            }
            green.Write(bits, (byte)(token.Pixel >> 8));
            red.Write(bits, (byte)(token.Pixel >> 16));
            blue.Write(bits, (byte)token.Pixel);
        }
    }

    private static void WritePrefixed(BitWriter bits, PrefixCode code, int first, int value)
    {
        var (symbol, extra, width) = Prefix(value);
        code.Write(bits, first + symbol);
        bits.Write((uint)extra, width);
    }

    /// <summary>Returns the number that stands for a distance: small ones are for near pixels.</summary>
    private static int DistanceCode(int distance, int width) =>
        distance == width ? 1 : distance == 1 ? 2 : distance + NearDistances;

    /// <summary>Returns the symbol of a length or a distance from 1, and its extra bits.</summary>
    private static (int Symbol, int Extra, int Width) Prefix(int value)
    {
        if (value <= 4)
            return (value - 1, 0, 0);
        var width = BitOperations.Log2((uint)value - 1) - 1;
        var rest = value - 1;
        return (2 * (width + 1) + (rest >> width & 1), rest & ((1 << width) - 1), width);
    }
}
