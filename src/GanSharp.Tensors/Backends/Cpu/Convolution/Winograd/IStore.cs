using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>The way to store a finished register.</summary>
internal unsafe interface IStore<T> where T : unmanaged
{
    void Store(Vector<T> value, T* to);
}

/// <summary>Overwrites the values there.</summary>
internal readonly unsafe struct Overwrite<T> : IStore<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<T> value, T* to) => Vector.Store(value, to);
}

/// <summary>Adds to the values there.</summary>
internal readonly unsafe struct Accumulate<T> : IStore<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<T> value, T* to) => Vector.Store(value + Vector.Load(to), to);
}
