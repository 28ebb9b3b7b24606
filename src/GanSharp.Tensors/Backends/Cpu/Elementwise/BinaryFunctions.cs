using System.Numerics;
using System.Numerics.Tensors;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

// The functions of BinaryOp, in alphabetical order.

internal readonly struct Add : IBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Add(a, b, y);
}

internal readonly struct Div : IBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Divide(a, b, y);
}

internal readonly struct Equal : IBinary, IVectorBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorLoop.Binary(a, b, y, this);

    public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.Equals(a, b), Vector<T>.One, Vector<T>.Zero);
}

internal readonly struct LeakyReluGrad(double slope) : IBinary, IVectorBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorLoop.Binary(a, b, y, this);

    public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.GreaterThan(b, Vector<T>.Zero), a, a * T.CreateTruncating(slope));
}

internal readonly struct Lerp(double amount) : IBinary, IVectorBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorLoop.Binary(a, b, y, this);

    public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        a + (b - a) * T.CreateTruncating(amount);
}

internal readonly struct Mul : IBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Multiply(a, b, y);
}

internal readonly struct SigmoidGrad : IBinary, IVectorBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorLoop.Binary(a, b, y, this);

    public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        a * b * (Vector<T>.One - b);
}

internal readonly struct Sub : IBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Subtract(a, b, y);
}

internal readonly struct TanhGrad : IBinary, IVectorBinary
{
    public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorLoop.Binary(a, b, y, this);

    public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        a * (Vector<T>.One - b * b);
}
