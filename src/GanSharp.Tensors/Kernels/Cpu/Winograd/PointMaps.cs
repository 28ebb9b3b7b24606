using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// A linear map of up to 5 numbers to up to 5, for the lanes of a register at once: numbers are read <c>step</c> elements apart, and put
/// <c>toStep</c> elements apart.
/// </summary>
internal unsafe interface IPointMap
{
    void Apply<T, TPut>(T* from, long step, T* to, long toStep, TPut put)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPut : struct, IPut<T>;
}

/// <summary>
/// The values of a polynomial of <paramref name="count"/> coefficients, 2 to 4, at the points 0, 1, -1, 2 and ∞, where it has the value of its highest
/// coefficient.
/// </summary>
internal readonly unsafe struct Evaluate(int count) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TPut>(T* from, long step, T* to, long toStep, TPut put)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPut : struct, IPut<T>
    {
        var (a, b) = (Vector.Load(from), Vector.Load(from + step));
        var c = count > 2 ? Vector.Load(from + 2 * step) : default;
        var d = count > 3 ? Vector.Load(from + 3 * step) : default;
        var (even, odd, high) = (a + c, b + d, c + d + d);
        var middle = b + high + high;
        put.Put(a, to);
        put.Put(even + odd, to + toStep);
        put.Put(even - odd, to + 2 * toStep);
        put.Put(a + middle + middle, to + 3 * toStep);
        put.Put(count > 3 ? d : count > 2 ? c : b, to + 4 * toStep);
    }
}

/// <summary>The adjoint of <see cref="Evaluate"/>: from 5 values to <paramref name="count"/> coefficients.</summary>
internal readonly unsafe struct EvaluateAdjoint(int count) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TPut>(T* from, long step, T* to, long toStep, TPut put)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPut : struct, IPut<T>
    {
        var (p, q, r, last) = (Vector.Load(from + step), Vector.Load(from + 2 * step), Vector.Load(from + 3 * step), Vector.Load(from + 4 * step));
        var (even, odd, twice) = (p + q, p - q, r + r);
        var four = twice + twice;
        put.Put(Vector.Load(from) + even + r, to);
        put.Put(count > 2 ? odd + twice : odd + twice + last, to + toStep);
        if (count > 2)
            put.Put(count > 3 ? even + four : even + four + last, to + 2 * toStep);
        if (count > 3)
            put.Put(odd + four + four + last, to + 3 * toStep);
    }
}

/// <summary>The adjoint of <see cref="Interpolate"/>: what 5 neighbouring pixels are at the points.</summary>
internal readonly unsafe struct InterpolateAdjoint : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TPut>(T* from, long step, T* to, long toStep, TPut put)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPut : struct, IPut<T>
    {
        var (b, c, d) = (Vector.Load(from + step), Vector.Load(from + 2 * step), Vector.Load(from + 3 * step));
        var half = Vector.Create(T.One / T.CreateChecked(2));
        var sixth = Vector.Create(T.One / T.CreateChecked(6));
        var slope = d - b;
        put.Put(Vector.Load(from) - c + slope * half, to);
        put.Put(b + (c - d) * half, to + toStep);
        put.Put(c * half - (b + b + d) * sixth, to + 2 * toStep);
        put.Put(slope * sixth, to + 3 * toStep);
        put.Put(Vector.Load(from + 4 * step) - c - (slope + slope), to + 4 * toStep);
    }
}

/// <summary>The 5 coefficients of the polynomial with given values at the points of <see cref="Evaluate"/>.</summary>
internal readonly unsafe struct Interpolate : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TPut>(T* from, long step, T* to, long toStep, TPut put)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPut : struct, IPut<T>
    {
        var (a, b, c) = (Vector.Load(from), Vector.Load(from + step), Vector.Load(from + 2 * step));
        var (d, e) = (Vector.Load(from + 3 * step), Vector.Load(from + 4 * step));
        var half = Vector.Create(T.One / T.CreateChecked(2));
        var sixth = Vector.Create(T.One / T.CreateChecked(6));
        var slope = (a - b) * half - (e + e);
        put.Put(a, to);
        put.Put(b * half - (d + c + c) * sixth - slope, to + toStep);
        put.Put((b + c) * half - a - e, to + 2 * toStep);
        put.Put(slope + (d - c) * sixth, to + 3 * toStep);
        put.Put(e, to + 4 * toStep);
    }
}
