using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>
/// Exponentials and logarithms for activations, on the lanes of a register, accurate to about the last bit.
/// </summary>
internal static class VectorMath
{
    /// <summary>
    /// eˣ for x ≤ 0, or 0 where it would be subnormal: processors then take up to a hundred times as long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exp<T>(Vector<T> x) where T : unmanaged
    {
        var least = All<T>(-87.33, -708.39);
        var (power, fraction) = ExpM1Parts(Vector.MaxNative(least, x));
        var value = (Vector<T>.One + fraction) * TwoTo(power);
        return Vector.ConditionalSelect(Vector.LessThan(x, least), Vector<T>.Zero, value);
    }

    /// <summary>eˣ - 1 for x ≤ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> ExpM1<T>(Vector<T> x) where T : unmanaged
    {
        var (power, fraction) = ExpM1Parts(Vector.MaxNative(All<T>(-25, -50), x));
        var scale = TwoTo(power);
        return MultiplyAdd(scale, fraction, scale - Vector<T>.One);
    }

    /// <summary>ln(1 + x) for x in [0, 1]: 2 artanh s with s = x / (2 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LogP1<T>(Vector<T> x) where T : unmanaged
    {
        var s = x / (All<T>(2) + x);
        var z = s * s;
        var series = typeof(T) == typeof(float)
            ? All<T>(0.12150425).Horner(z, 0.10713844).Horner(z, 0.14308441).Horner(z, 0.19999439).Horner(z, 0.33333338)
            : All<T>(0.082338323007290271)
                .Horner(z, 0.034971149070503693)
                .Horner(z, 0.054862855228670425)
                .Horner(z, 0.058579750414570128)
                .Horner(z, 0.066684029349605753)
                .Horner(z, 0.076922259645848826)
                .Horner(z, 0.090909116015225236)
                .Horner(z, 0.11111111062733428)
                .Horner(z, 0.14285714286255052).Horner(z, 0.1999999999999699).Horner(z, 0.33333333333333337);
        return x - s * (x - All<T>(2) * z * series);
    }

    /// <summary>
    /// n and eʳ - 1, where x = n·ln 2 + r, n is an integer and |r| ≤ ½ ln 2. The upper part of ln 2 has few bits,
    /// so its products are exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> Power, Vector<T> Fraction) ExpM1Parts<T>(Vector<T> x) where T : unmanaged
    {
        var power = Round(x * All<T>(1.4426950408889634));
        var r = MultiplyAdd(power, All<T>(-0.693145751953125, -0.69314718055966295651), x);
        r = MultiplyAdd(power, All<T>(-1.42860677e-06, -2.8235290563031577e-13), r);
        var series = typeof(T) == typeof(float)
            ? All<T>(0.0013946369).Horner(r, 0.0083666435).Horner(r, 0.041666284).Horner(r, 0.16666543).Horner(r, 0.5)
            : All<T>(2.0924722106316835e-09)
                .Horner(r, 2.510914702862269e-08)
                .Horner(r, 2.7557241793740946e-07)
                .Horner(r, 2.7557243912390071e-06)
                .Horner(r, 2.4801587361790331e-05)
                .Horner(r, 0.00019841269886401006)
                .Horner(r, 0.0013888888888866134)
                .Horner(r, 0.0083333333333215302)
                .Horner(r, 0.041666666666666706).Horner(r, 0.16666666666666677).Horner(r, 0.5);
        return (power, MultiplyAdd(r * r, series, r));
    }

    /// <summary>
    /// The nearest integer. Adding 1.5 times the power of two from which all singles or doubles are integers rounds off
    /// the fraction.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Round<T>(Vector<T> x) where T : unmanaged
    {
        var whole = All<T>(1.5 * (1 << 23), 1.5 * (1L << 52));
        return x + whole - whole;
    }

    /// <summary>
    /// 2ⁿ for an integer n in the range of exponents. The last bits of the sum are n plus the bias of the exponent;
    /// the shift moves them there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> TwoTo<T>(Vector<T> n) where T : unmanaged
    {
        var biased = n + All<T>(1.5 * (1 << 23) + 127, 1.5 * (1L << 52) + 1023);
        return typeof(T) == typeof(float)
            ? (biased.As<T, uint>() << 23).As<uint, T>()
            : (biased.As<T, ulong>() << 52).As<ulong, T>();
    }

    /// <summary>A step of Horner's scheme: p·x + next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Horner<T>(this Vector<T> p, Vector<T> x, double next)
        where T : unmanaged => MultiplyAdd(p, x, All<T>(next));

    /// <summary>a·b + c, fused if the processor supports it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c)
        where T : unmanaged =>
        typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>A number in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All<T>(double value) where T : unmanaged => All<T>(value, value);

    /// <summary>A number in all lanes, one for singles and one for doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All<T>(double ofSingles, double ofDoubles) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector.Create((float)ofSingles).As<float, T>()
            : Vector.Create(ofDoubles).As<double, T>();
}
