namespace GanSharp.IO.WebP;

/// <summary>
/// The predictor transform: a pixel is stored as its difference from a prediction by its neighbours. Each block of
/// pixels has the mode with the smallest differences. Pixels are red, green and blue in the low 24 bits.
/// </summary>
internal static class Predictor
{
    /// <summary>The side of a block is two to this power.</summary>
    public const int BlockBits = 4;

    /// <summary>
    /// The modes that are tried: left, top, their mean, the one nearer to the gradient, the clamped gradient.
    /// </summary>
    private static readonly (byte Number, Func<uint, uint, uint, uint> Predict)[] Modes =
    [
        (1, (left, _, _) => left),
        (2, (_, top, _) => top),
        (7, (left, top, _) => EachChannel(left, top, 0, (a, b, _) => (a + b) / 2)),
        (11, Select),
        (12, (left, top, corner) => EachChannel(left, top, corner, (a, b, c) => Math.Clamp(a + b - c, 0, 255))),
    ];

    /// <summary>Returns the differences from the predictions, and the mode of each block row by row.</summary>
    public static (uint[] Residuals, byte[] Modes) Apply(uint[] pixels, int width)
    {
        var height = pixels.Length / width;
        var residuals = new uint[pixels.Length];
        var (columns, rows) = (Blocks(width), Blocks(height));
        var modes = new byte[columns * rows];
        var (tried, best) = (new uint[1 << 2 * BlockBits], new uint[1 << 2 * BlockBits]);
        for (var block = 0; block < modes.Length; block++)
        {
            var (left, top) = (block % columns << BlockBits, block / columns << BlockBits);
            var (right, bottom) = (Math.Min(width, left + (1 << BlockBits)), Math.Min(height, top + (1 << BlockBits)));
            var least = long.MaxValue;
            foreach (var (number, predict) in Modes)
            {
                var (sum, i) = (0L, 0);
                for (var y = top; y < bottom; y++)
                    for (var x = left; x < right; x++)
                        sum += Size(tried[i++] = Minus(pixels[y * width + x], At(x, y, predict)));
                if (sum >= least)
                    continue;
                (least, modes[block]) = (sum, number);
                (tried, best) = (best, tried);
            }
            for (var (y, i) = (top, 0); y < bottom; y++)
                for (var x = left; x < right; x++)
                    residuals[y * width + x] = best[i++];
        }
        return (residuals, modes);

        uint At(int x, int y, Func<uint, uint, uint, uint> predict) => (x, y) switch
        {
            (0, 0) => 0,
            (_, 0) => pixels[x - 1],
            (0, _) => pixels[(y - 1) * width],
            _ => predict(
                pixels[y * width + x - 1], pixels[(y - 1) * width + x], pixels[(y - 1) * width + x - 1]),
        };
    }

    /// <summary>Returns the number of blocks along a side.</summary>
    public static int Blocks(int side) => (side + (1 << BlockBits) - 1) >> BlockBits;

    /// <summary>Returns the left or the top pixel: the one that is nearer to left + top - corner.</summary>
    private static uint Select(uint left, uint top, uint corner) =>
        Distance(top, corner) < Distance(left, corner) ? left : top;

    private static int Distance(uint a, uint b) =>
        Math.Abs(Red(a) - Red(b)) + Math.Abs(Green(a) - Green(b)) + Math.Abs(Blue(a) - Blue(b));

    private static uint EachChannel(uint left, uint top, uint corner, Func<int, int, int, int> channel) =>
        Pixel(
            channel(Red(left), Red(top), Red(corner)), channel(Green(left), Green(top), Green(corner)),
            channel(Blue(left), Blue(top), Blue(corner)));

    private static uint Minus(uint a, uint b) => Pixel(Red(a) - Red(b), Green(a) - Green(b), Blue(a) - Blue(b));

    /// <summary>Returns the sum of the distances of the channels from 0, where 255 is as near as 1.</summary>
    private static int Size(uint residual) =>
        Size((sbyte)Red(residual)) + Size((sbyte)Green(residual)) + Size((sbyte)Blue(residual));

    private static int Size(sbyte difference) => Math.Abs((int)difference);

    private static int Red(uint pixel) => (byte)(pixel >> 16);

    private static int Green(uint pixel) => (byte)(pixel >> 8);

    private static int Blue(uint pixel) => (byte)pixel;

    private static uint Pixel(int red, int green, int blue) =>
        (uint)((byte)red << 16 | (byte)green << 8 | (byte)blue);
}
