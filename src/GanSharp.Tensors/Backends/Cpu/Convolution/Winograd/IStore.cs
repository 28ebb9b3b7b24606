using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>What becomes of a register that is finished.</summary>
internal unsafe interface IStore<T> where T : unmanaged
{
    void Store(Vector<T> value, T* to);
}

/// <summary>It is stored.</summary>
internal readonly unsafe struct Overwrite<T> : IStore<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<T> value, T* to) => Vector.Store(value, to);
}

/// <summary>It is added to what is there.</summary>
internal readonly unsafe struct Accumulate<T> : IStore<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<T> value, T* to) => Vector.Store(value + Vector.Load(to), to);
}
