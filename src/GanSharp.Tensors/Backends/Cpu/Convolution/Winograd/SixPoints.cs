using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The points 0, a, -a, b, -b and ∞, with a = 5/8 and b = 3/2. Of such points these lose the least precision.
/// </summary>
internal readonly unsafe struct SixPoints : IPoints
{
    private const double A = 0.625, SquareOfA = A * A, B = 1.5, SquareOfB = B * B;
    private const double PerDifference = 1 / (SquareOfB - SquareOfA);

    public static int Count => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate<T, TLanes, TStore>(int count, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var a = TLanes.Load(from);
        var b = count > 1 ? TLanes.Load(from + step) : default;
        var c = count > 2 ? TLanes.Load(from + 2 * step) : default;
        var d = count > 3 ? TLanes.Load(from + 3 * step) : default;
        var even = TLanes.MultiplyAdd(All<T, TLanes>(SquareOfA), c, a);
        var odd = TLanes.MultiplyAdd(All<T, TLanes>(SquareOfA), d, b) * All<T, TLanes>(A);
        store.Store<T, TLanes>(a, to);
        store.Store<T, TLanes>(even + odd, to + toStep);
        store.Store<T, TLanes>(even - odd, to + 2 * toStep);
        even = TLanes.MultiplyAdd(All<T, TLanes>(SquareOfB), c, a);
        odd = TLanes.MultiplyAdd(All<T, TLanes>(SquareOfB), d, b) * All<T, TLanes>(B);
        store.Store<T, TLanes>(even + odd, to + 3 * toStep);
        store.Store<T, TLanes>(even - odd, to + 4 * toStep);
        store.Store<T, TLanes>(count > 3 ? d : count > 2 ? c : b, to + 5 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EvaluateAdjoint<T, TLanes, TStore>(
        int count, bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (p, q) = (TLanes.Load(from + step), TLanes.Load(from + 2 * step));
        var (r, s) = (TLanes.Load(from + 3 * step), TLanes.Load(from + 4 * step));
        var last = hasLast ? TLanes.Load(from + 5 * step) : default;
        var (evenA, oddA) = (p + q, (p - q) * All<T, TLanes>(A));
        var (evenB, oddB) = (r + s, (r - s) * All<T, TLanes>(B));
        store.Store<T, TLanes>(TLanes.Load(from) + evenA + evenB, to);
        if (count > 1)
            store.Store<T, TLanes>(count > 2 ? oddA + oddB : oddA + oddB + last, to + toStep);
        var (squareOfA, squareOfB) = (All<T, TLanes>(SquareOfA), All<T, TLanes>(SquareOfB));
        var even = TLanes.MultiplyAdd(squareOfA, evenA, squareOfB * evenB);
        if (count > 2)
            store.Store<T, TLanes>(count > 3 ? even : even + last, to + 2 * toStep);
        if (count > 3)
            store.Store<T, TLanes>(
                TLanes.MultiplyAdd(squareOfA, oddA, TLanes.MultiplyAdd(squareOfB, oddB, last)), to + 3 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interpolate<T, TLanes, TStore>(
        bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (zero, p, q) = (TLanes.Load(from), TLanes.Load(from + step), TLanes.Load(from + 2 * step));
        var (r, s) = (TLanes.Load(from + 3 * step), TLanes.Load(from + 4 * step));
        var last = hasLast ? TLanes.Load(from + 5 * step) : default;
        var (perDifference, squareOfA) = (All<T, TLanes>(PerDifference), All<T, TLanes>(-SquareOfA));
        var atA = TLanes.MultiplyAdd(
            p + q, All<T, TLanes>(0.5 / SquareOfA), zero * All<T, TLanes>(-1 / SquareOfA));
        var atB = TLanes.MultiplyAdd(
            r + s, All<T, TLanes>(0.5 / SquareOfB), zero * All<T, TLanes>(-1 / SquareOfB));
        var high = (atB - atA) * perDifference;
        store.Store<T, TLanes>(zero, to);
        store.Store<T, TLanes>(TLanes.MultiplyAdd(squareOfA, high, atA), to + 2 * toStep);
        store.Store<T, TLanes>(high, to + 4 * toStep);
        atA = TLanes.MultiplyAdd(
            p - q, All<T, TLanes>(0.5 / A), last * All<T, TLanes>(-SquareOfA * SquareOfA));
        atB = TLanes.MultiplyAdd(
            r - s, All<T, TLanes>(0.5 / B), last * All<T, TLanes>(-SquareOfB * SquareOfB));
        high = (atB - atA) * perDifference;
        store.Store<T, TLanes>(TLanes.MultiplyAdd(squareOfA, high, atA), to + toStep);
        store.Store<T, TLanes>(high, to + 3 * toStep);
        store.Store<T, TLanes>(last, to + 5 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InterpolateAdjoint<T, TLanes, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore
    {
        var (a, b, c) = (TLanes.Load(from), TLanes.Load(from + step), TLanes.Load(from + 2 * step));
        var (d, e) = (TLanes.Load(from + 3 * step), TLanes.Load(from + 4 * step));
        var (squareOfA, squareOfB) = (All<T, TLanes>(-SquareOfA), All<T, TLanes>(-SquareOfB));
        var (sum, product) = (All<T, TLanes>(-SquareOfA - SquareOfB), All<T, TLanes>(SquareOfA * SquareOfB));
        store.Store<T, TLanes>(
            TLanes.MultiplyAdd(
                TLanes.MultiplyAdd(sum, c, e), All<T, TLanes>(1 / (SquareOfA * SquareOfB)), a),
            to);
        var even = TLanes.MultiplyAdd(squareOfB, c, e) * All<T, TLanes>(-0.5 * PerDifference / SquareOfA);
        var odd = TLanes.MultiplyAdd(squareOfB, b, d) * All<T, TLanes>(-0.5 * PerDifference / A);
        store.Store<T, TLanes>(even + odd, to + toStep);
        store.Store<T, TLanes>(even - odd, to + 2 * toStep);
        even = TLanes.MultiplyAdd(squareOfA, c, e) * All<T, TLanes>(0.5 * PerDifference / SquareOfB);
        odd = TLanes.MultiplyAdd(squareOfA, b, d) * All<T, TLanes>(0.5 * PerDifference / B);
        store.Store<T, TLanes>(even + odd, to + 3 * toStep);
        store.Store<T, TLanes>(even - odd, to + 4 * toStep);
        store.Store<T, TLanes>(
            TLanes.MultiplyAdd(sum, d, TLanes.MultiplyAdd(product, b, TLanes.Load(from + 5 * step))),
            to + 5 * toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes All<T, TLanes>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T> => TLanes.All(T.CreateChecked(value));
}
