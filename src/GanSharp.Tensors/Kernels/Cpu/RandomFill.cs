namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Fills memory from Philox blocks: block <c>start + i</c> yields four singles or two doubles.</summary>
internal static unsafe class RandomFill
{
    private const float Unit24 = 1f / (1 << 24);
    private const double Unit53 = 1d / (1L << 53);

    public static void Uniform(float* y, int count, ulong key, ulong start, float low, float width) =>
        Chunks.For(count, (from, length) =>
        {
            for (var i = 0; i < length; i += 4)
            {
                var (a, b, c, d) = Philox.Block(key, start + (ulong)(from + i) / 4);
                Span<float> four = [Unit(a), Unit(b), Unit(c), Unit(d)];
                for (var j = 0; j < Math.Min(4, length - i); j++)
                    y[from + i + j] = low + width * four[j];
            }
        });

    public static void Uniform(double* y, int count, ulong key, ulong start, double low, double width) =>
        Chunks.For(count, (from, length) =>
        {
            for (var i = 0; i < length; i += 2)
            {
                var (a, b, c, d) = Philox.Block(key, start + (ulong)(from + i) / 2);
                y[from + i] = low + width * Unit(a, b);
                if (i + 1 < length)
                    y[from + i + 1] = low + width * Unit(c, d);
            }
        });

    public static void Normal(float* y, int count, ulong key, ulong start, float mean, float std) =>
        Chunks.For(count, (from, length) =>
        {
            for (var i = 0; i < length; i += 4)
            {
                var (a, b, c, d) = Philox.Block(key, start + (ulong)(from + i) / 4);
                var (g0, g1) = BoxMuller(Unit(a), Unit(b));
                var (g2, g3) = BoxMuller(Unit(c), Unit(d));
                Span<double> four = [g0, g1, g2, g3];
                for (var j = 0; j < Math.Min(4, length - i); j++)
                    y[from + i + j] = mean + std * (float)four[j];
            }
        });

    public static void Normal(double* y, int count, ulong key, ulong start, double mean, double std) =>
        Chunks.For(count, (from, length) =>
        {
            for (var i = 0; i < length; i += 2)
            {
                var (a, b, c, d) = Philox.Block(key, start + (ulong)(from + i) / 2);
                var (g0, g1) = BoxMuller(Unit(a, b), Unit(c, d));
                y[from + i] = mean + std * g0;
                if (i + 1 < length)
                    y[from + i + 1] = mean + std * g1;
            }
        });

    private static float Unit(uint word) => (word >> 8) * Unit24;

    private static double Unit(uint high, uint low) => ((ulong)high << 21 ^ low >> 11) * Unit53;

    /// <summary>Two independent standard normals from two uniforms; 1 - u keeps the logarithm away from zero.</summary>
    private static (double, double) BoxMuller(double u, double v)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - u));
        var (sin, cos) = Math.SinCos(2 * Math.PI * v);
        return (radius * cos, radius * sin);
    }
}
