using System.Numerics;
using System.Runtime.CompilerServices;
using static GanSharp.Tensors.Backends.Cpu.Elementwise.VectorMath;

namespace GanSharp.Tensors.Backends.Cpu.Random;

/// <summary>
/// Normal numbers from uniform ones (Box and Muller 1958). Only sums, products, quotients and roots in a fixed order,
/// none of them fused, so the bits are the same on every processor.
/// </summary>
internal static class BoxMuller
{
    /// <summary>
    /// Two independent standard normal numbers from two uniform ones in [0, 1); the logarithm of 1 - u is finite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector<T> Cosine, Vector<T> Sine) Pair<T>(Vector<T> u, Vector<T> v) where T : unmanaged
    {
        var radius = Vector.SquareRoot(Log(Vector<T>.One - u) * All<T>(-2));
        var (cosine, sine) = OnCircle(v);
        return (radius * cosine, radius * sine);
    }

    /// <summary>
    /// ln x for x in (0, 1] that is not denormal: x = 2ⁿ·(1 + f) with 1 + f in [√½, √2), and ln(1 + f) = 2
    /// artanh s with s = f / (2 + f).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Log<T>(Vector<T> x) where T : unmanaged
    {
        var (power, mantissa) = Split(x);
        var f = mantissa - Vector<T>.One;
        var s = f / (All<T>(2) + f);
        var z = s * s;
        var series = typeof(T) == typeof(float)
            ? All<T>(0.1493653).Next(z, 0.19988748).Next(z, 0.33333388)
            : All<T>(0.073987782249858913)
                .Next(z, 0.076569493104977848)
                .Next(z, 0.090917849542965778)
                .Next(z, 0.11111099236503566)
                .Next(z, 0.1428571437164462).Next(z, 0.19999999999705487).Next(z, 0.33333333333333676);
        return power * All<T>(Math.Log(2)) + (f - s * (f - All<T>(2) * z * series));
    }

    /// <summary>
    /// n and m with x = 2ⁿ·m and m in [√½, √2). Subtracting the bits of √½ rounds the exponent at √½
    /// instead of 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Power, Vector<T> Mantissa) Split<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            const uint one = 127u << 23, rootOfHalf = 0x3F3504F3;
            var exponent = x.As<T, uint>() + Vector.Create(one - rootOfHalf) >> 23;
            var power = Vector.ConvertToSingle(exponent.As<uint, int>()) - Vector.Create(127f);
            return (power.As<float, T>(), (x.As<T, uint>() - (exponent << 23) + Vector.Create(one)).As<uint, T>());
        }
        else
        {
            const ulong one = 1023ul << 52, rootOfHalf = 0x3FE6A09E667F3BCD;
            var exponent = x.As<T, ulong>() + Vector.Create(one - rootOfHalf) >> 52;
            var power = Vector.ConvertToDouble(exponent) - Vector.Create(1023d);
            return (power.As<double, T>(), (x.As<T, ulong>() - (exponent << 52) + Vector.Create(one)).As<ulong, T>());
        }
    }

    /// <summary>
    /// cos 2πv and sin 2πv for v in [0, 1). The circle is folded at its diameters and at the diagonal, which is
    /// exact. The end restores the signs and swaps sine and cosine back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Cosine, Vector<T> Sine) OnCircle<T>(Vector<T> v) where T : unmanaged
    {
        var opposite = All<T>(0.5) - v;
        var half = Vector.Abs(opposite);
        var quarter = Vector.MinNative(half, All<T>(0.5) - half);
        var eighth = Vector.MinNative(quarter, All<T>(0.25) - quarter);
        var (cosine, sine) = InEighth(eighth);
        var swap = Vector.GreaterThan(quarter, eighth);
        return (Vector.CopySign(Vector.ConditionalSelect(swap, sine, cosine), half - All<T>(0.25)),
            Vector.CopySign(Vector.ConditionalSelect(swap, cosine, sine), opposite));
    }

    /// <summary>cos 2πx and sin 2πx for x in [0, ⅛], as polynomials of x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Cosine, Vector<T> Sine) InEighth<T>(Vector<T> x) where T : unmanaged
    {
        var z = x * x;
        var (cosine, sine) = typeof(T) == typeof(float)
            ? (All<T>(59.245984).Next(z, -85.443742).Next(z, 64.939326).Next(z, -19.739209),
                All<T>(-75.393565).Next(z, 81.592354).Next(z, -41.341661).Next(z, 6.2831853))
            : (
                All<T>(-1.6970197393620092)
                    .Next(z, 7.9031016229275828)
                    .Next(z, -26.426251140188956)
                    .Next(z, 60.244641331610019)
                    .Next(z, -85.456817206540052).Next(z, 64.939394022668012).Next(z, -19.739208802178716),
                All<T>(3.7807277348828978)
                    .Next(z, -15.093797579479459)
                    .Next(z, 42.058684903361737)
                    .Next(z, -76.705859703325572)
                    .Next(z, 81.605249275944544).Next(z, -41.341702240399634).Next(z, 6.2831853071795862));
        return (Vector<T>.One + z * cosine, x * sine);
    }

    /// <summary>A step of Horner's scheme, not fused: p·x + next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Next<T>(this Vector<T> p, Vector<T> x, double next)
        where T : unmanaged => p * x + All<T>(next);
}
