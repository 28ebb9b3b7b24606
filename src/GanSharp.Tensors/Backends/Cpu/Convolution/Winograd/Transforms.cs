using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// A linear map of up to 5 numbers to up to 5, for all lanes of a register. The numbers are read <c>step</c> and stored
/// <c>toStep</c> elements apart.
/// </summary>
internal unsafe interface IPointMap
{
    void Apply<T, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : struct, IStore<T>;
}

/// <summary>
/// The values of a polynomial of <paramref name="count"/> coefficients, 1 to 4, at the points 0, 1, -1, 2 and ∞. The
/// value at ∞ is the highest coefficient.
/// </summary>
internal readonly unsafe struct FilterTransform(int count) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : struct, IStore<T>
    {
        var a = Vector.Load(from);
        var b = count > 1 ? Vector.Load(from + step) : default;
        var c = count > 2 ? Vector.Load(from + 2 * step) : default;
        var d = count > 3 ? Vector.Load(from + 3 * step) : default;
        var (even, odd, high) = (a + c, b + d, c + d + d);
        var middle = b + high + high;
        store.Store(a, to);
        store.Store(even + odd, to + toStep);
        store.Store(even - odd, to + 2 * toStep);
        store.Store(a + middle + middle, to + 3 * toStep);
        store.Store(count > 3 ? d : count > 2 ? c : b, to + 4 * toStep);
    }
}

/// <summary>
/// The adjoint of <see cref="FilterTransform"/>: from 5 values to <paramref name="count"/> coefficients. Unless it
/// <paramref name="hasLast"/>, the value at ∞ is taken as 0 and not used.
/// </summary>
internal readonly unsafe struct OutputTransform(int count, bool hasLast = true) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : struct, IStore<T>
    {
        var (p, q, r) = (Vector.Load(from + step), Vector.Load(from + 2 * step), Vector.Load(from + 3 * step));
        var last = hasLast ? Vector.Load(from + 4 * step) : default;
        var (even, odd, twice) = (p + q, p - q, r + r);
        var four = twice + twice;
        store.Store(Vector.Load(from) + even + r, to);
        if (count > 1)
            store.Store(count > 2 ? odd + twice : odd + twice + last, to + toStep);
        if (count > 2)
            store.Store(count > 3 ? even + four : even + four + last, to + 2 * toStep);
        if (count > 3)
            store.Store(odd + four + four + last, to + 3 * toStep);
    }
}

/// <summary>The adjoint of <see cref="InputTransformAdjoint"/>: from 5 neighbouring pixels to 5 values.</summary>
internal readonly unsafe struct InputTransform : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : struct, IStore<T>
    {
        var (b, c, d) = (Vector.Load(from + step), Vector.Load(from + 2 * step), Vector.Load(from + 3 * step));
        var half = Vector.Create(T.One / T.CreateChecked(2));
        var sixth = Vector.Create(T.One / T.CreateChecked(6));
        var slope = d - b;
        store.Store(Vector.Load(from) - c + slope * half, to);
        store.Store(b + (c - d) * half, to + toStep);
        store.Store(c * half - (b + b + d) * sixth, to + 2 * toStep);
        store.Store(slope * sixth, to + 3 * toStep);
        store.Store(Vector.Load(from + 4 * step) - c - (slope + slope), to + 4 * toStep);
    }
}

/// <summary>
/// The 5 coefficients of the polynomial with given values at the points of <see cref="FilterTransform"/>. Unless it
/// <paramref name="hasLast"/>, the value at ∞ is taken as 0 and not used.
/// </summary>
internal readonly unsafe struct InputTransformAdjoint(bool hasLast) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStore : struct, IStore<T>
    {
        var (a, b, c) = (Vector.Load(from), Vector.Load(from + step), Vector.Load(from + 2 * step));
        var d = Vector.Load(from + 3 * step);
        var e = hasLast ? Vector.Load(from + 4 * step) : default;
        var half = Vector.Create(T.One / T.CreateChecked(2));
        var sixth = Vector.Create(T.One / T.CreateChecked(6));
        var slope = (a - b) * half - (e + e);
        store.Store(a, to);
        store.Store(b * half - (d + c + c) * sixth - slope, to + toStep);
        store.Store((b + c) * half - a - e, to + 2 * toStep);
        store.Store(slope + (d - c) * sixth, to + 3 * toStep);
        store.Store(e, to + 4 * toStep);
    }
}
