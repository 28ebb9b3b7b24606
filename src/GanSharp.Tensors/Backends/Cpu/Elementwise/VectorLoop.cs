using System.Numerics;
using System.Runtime.InteropServices;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>A function of one number on the lanes of a register.</summary>
internal interface IVectorUnary
{
    Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers on the lanes of registers.</summary>
internal interface IVectorBinary
{
    Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// Applies functions of lanes to memory. The last register may be partly filled; it is computed like all others.
/// </summary>
internal static class VectorLoop
{
    public static void Unary<T, TOp>(ReadOnlySpan<T> x, Span<T> y, TOp op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IVectorUnary
    {
        var i = 0;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
            op.At(Vector.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        if (i < x.Length)
            Store(op.At(Partial(x[i..])), y[i..]);
    }

    public static void Binary<T, TOp>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, TOp op)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IVectorBinary
    {
        var i = 0;
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        ref var to = ref MemoryMarshal.GetReference(y);
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count)
            op.At(Vector.LoadUnsafe(ref left, (nuint)i), Vector.LoadUnsafe(ref right, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        if (i < a.Length)
            Store(op.At(Partial(a[i..]), Partial(b[i..])), y[i..]);
    }

    private static Vector<T> Partial<T>(ReadOnlySpan<T> x) where T : unmanaged
    {
        Span<T> register = stackalloc T[Vector<T>.Count];
        register.Clear();
        x.CopyTo(register);
        return new(register);
    }

    private static void Store<T>(Vector<T> value, Span<T> y) where T : unmanaged
    {
        Span<T> register = stackalloc T[Vector<T>.Count];
        value.CopyTo(register);
        register[..y.Length].CopyTo(y);
    }
}
