using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>The way to store a finished register.</summary>
internal unsafe interface IStore
{
    void Store<T, TLanes>(TLanes value, T* to) where T : unmanaged where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>Overwrites the values there.</summary>
internal readonly unsafe struct Overwrite : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T, TLanes>(TLanes value, T* to) where T : unmanaged where TLanes : struct, ILanes<TLanes, T> =>
        value.Store(to);
}

/// <summary>Adds to the values there.</summary>
internal readonly unsafe struct Accumulate : IStore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T, TLanes>(TLanes value, T* to) where T : unmanaged where TLanes : struct, ILanes<TLanes, T> =>
        (value + TLanes.Load(to)).Store(to);
}
