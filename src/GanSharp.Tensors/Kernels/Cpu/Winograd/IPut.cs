using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>What becomes of a register that is finished.</summary>
internal unsafe interface IPut<T> where T : unmanaged
{
    void Put(Vector<T> value, T* to);
}

/// <summary>It is stored.</summary>
internal readonly unsafe struct Set<T> : IPut<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(Vector<T> value, T* to) => Vector.Store(value, to);
}

/// <summary>It is added to what is there.</summary>
internal readonly unsafe struct AddTo<T> : IPut<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(Vector<T> value, T* to) => Vector.Store(value + Vector.Load(to), to);
}
