using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>The points 0, 1, -1, 2 and ∞.</summary>
internal readonly unsafe struct FivePoints : IPoints
{
    public static int Count => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate<T, TLanes, TStore>(
        int count, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var a = TLanes.Load(from);
        var b = count > 1 ? TLanes.Load(from + step) : default;
        var c = count > 2 ? TLanes.Load(from + 2 * step) : default;
        var d = count > 3 ? TLanes.Load(from + 3 * step) : default;
        var (even, odd, high) = (a + c, b + d, c + d + d);
        var middle = b + high + high;
        store.Store<T, TLanes>(a, to);
        store.Store<T, TLanes>(even + odd, to + toStep);
        store.Store<T, TLanes>(even - odd, to + 2 * toStep);
        store.Store<T, TLanes>(a + middle + middle, to + 3 * toStep);
        store.Store<T, TLanes>(count > 3 ? d : count > 2 ? c : b, to + 4 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EvaluateAdjoint<T, TLanes, TStore>(
        int count, bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (p, q, r) = (TLanes.Load(from + step), TLanes.Load(from + 2 * step), TLanes.Load(from + 3 * step));
        var last = hasLast ? TLanes.Load(from + 4 * step) : default;
        var (even, odd, twice) = (p + q, p - q, r + r);
        var four = twice + twice;
        store.Store<T, TLanes>(TLanes.Load(from) + even + r, to);
        if (count > 1)
            store.Store<T, TLanes>(count > 2 ? odd + twice : odd + twice + last, to + toStep);
        if (count > 2)
            store.Store<T, TLanes>(count > 3 ? even + four : even + four + last, to + 2 * toStep);
        if (count > 3)
            store.Store<T, TLanes>(odd + four + four + last, to + 3 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InterpolateAdjoint<T, TLanes, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (b, c, d) = (TLanes.Load(from + step), TLanes.Load(from + 2 * step), TLanes.Load(from + 3 * step));
        var half = TLanes.All(T.One / T.CreateChecked(2));
        var sixth = TLanes.All(T.One / T.CreateChecked(6));
        var slope = d - b;
        store.Store<T, TLanes>(TLanes.Load(from) - c + slope * half, to);
        store.Store<T, TLanes>(b + (c - d) * half, to + toStep);
        store.Store<T, TLanes>(c * half - (b + b + d) * sixth, to + 2 * toStep);
        store.Store<T, TLanes>(slope * sixth, to + 3 * toStep);
        store.Store<T, TLanes>(TLanes.Load(from + 4 * step) - c - (slope + slope), to + 4 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interpolate<T, TLanes, TStore>(
        bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (a, b, c) = (TLanes.Load(from), TLanes.Load(from + step), TLanes.Load(from + 2 * step));
        var d = TLanes.Load(from + 3 * step);
        var e = hasLast ? TLanes.Load(from + 4 * step) : default;
        var half = TLanes.All(T.One / T.CreateChecked(2));
        var sixth = TLanes.All(T.One / T.CreateChecked(6));
        var slope = (a - b) * half - (e + e);
        store.Store<T, TLanes>(a, to);
        store.Store<T, TLanes>(b * half - (d + c + c) * sixth - slope, to + toStep);
        store.Store<T, TLanes>((b + c) * half - a - e, to + 2 * toStep);
        store.Store<T, TLanes>(slope + (d - c) * sixth, to + 3 * toStep);
        store.Store<T, TLanes>(e, to + 4 * toStep);
    }
}
