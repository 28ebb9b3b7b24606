using System.Numerics;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The points at which polynomials are multiplied, and the maps between their coefficients and values, for all lanes of
/// a register. Numbers are read <c>step</c> and stored <c>toStep</c> elements apart. The value at ∞ is the highest
/// coefficient. Maps from values take it as 0, and do not read it, unless <c>hasLast</c>.
/// </summary>
internal unsafe interface IPoints
{
    /// <summary>Number of points.</summary>
    static abstract int Count { get; }

    /// <summary>The values of a polynomial of <paramref name="count"/> coefficients, 1 to 4.</summary>
    static abstract void Evaluate<T, TLanes, TStore>(
        int count, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore;

    /// <summary>
    /// The adjoint of <see cref="Evaluate"/>: from values to <paramref name="count"/> coefficients.
    /// </summary>
    static abstract void EvaluateAdjoint<T, TLanes, TStore>(
        int count, bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore;

    /// <summary>The coefficients, as many as there are points, of the polynomial with given values.</summary>
    static abstract void Interpolate<T, TLanes, TStore>(
        bool hasLast, T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore;

    /// <summary>The adjoint of <see cref="Interpolate"/>.</summary>
    static abstract void InterpolateAdjoint<T, TLanes, TStore>(
        T* from, long step, T* to, long toStep, TStore store)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLanes : struct, ILanes<TLanes, T>
        where TStore : struct, IStore;
}
