using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>A map between coefficients and values at points, as in <see cref="IPoints"/>.</summary>
internal unsafe interface IPointMap
{
    void Apply<T, TLanes, TPoints, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TStore : struct, IStore;
}

/// <summary>From <paramref name="count"/> taps of a filter to values.</summary>
internal readonly unsafe struct FilterTransform(int count) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TLanes, TPoints, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TStore : struct, IStore =>
        TPoints.Evaluate<T, TLanes, TStore>(count, from, step, to, toStep, store);
}

/// <summary>From values to <paramref name="count"/> outputs.</summary>
internal readonly unsafe struct OutputTransform(int count, bool hasLast = true) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TLanes, TPoints, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TStore : struct, IStore =>
        TPoints.EvaluateAdjoint<T, TLanes, TStore>(count, hasLast, from, step, to, toStep, store);
}

/// <summary>From pixels to values.</summary>
internal readonly unsafe struct InputTransform : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TLanes, TPoints, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TStore : struct, IStore =>
        TPoints.InterpolateAdjoint<T, TLanes, TStore>(from, step, to, toStep, store);
}

/// <summary>From values to gradients of pixels.</summary>
internal readonly unsafe struct InputTransformAdjoint(bool hasLast) : IPointMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<T, TLanes, TPoints, TStore>(T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TPoints : struct, IPoints
        where TStore : struct, IStore =>
        TPoints.Interpolate<T, TLanes, TStore>(hasLast, from, step, to, toStep, store);
}
