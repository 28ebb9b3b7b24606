using System.Numerics;
using System.Numerics.Tensors;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

// The functions of UnaryOp, in alphabetical order.

internal readonly struct Abs : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Abs(x, y);
}

internal readonly struct AddScalar(double value) : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Add(x, T.CreateTruncating(value), y);
}

internal readonly struct Clamp(double low, double high) : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Max(x, T.CreateTruncating(low), y);
        TensorPrimitives.Min(y, T.CreateTruncating(high), y);
    }
}

internal readonly struct Elu(double alpha) : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector<T>.Zero), x, VectorMath.ExpM1(x) * T.CreateTruncating(alpha));
}

internal readonly struct Erf : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => ErrorFunction.Erf(x);
}

internal readonly struct Exp : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Exp(x, y);
}

/// <summary>
/// x to the power of <paramref name="halves"/> / 2, for small numbers: the product of x, x, ... and √x if the number
/// is odd, or of their inverses.
/// </summary>
internal readonly struct Halves(int halves) : IVectorUnary
{
    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (whole, odd) = Math.DivRem(Math.Abs(halves), 2);
        var factor = halves < 0 ? Vector<T>.One / x : x;
        var root = odd == 0 ? Vector<T>.One : Vector.SquareRoot(x);
        var power = halves < 0 ? Vector<T>.One / root : root;
        for (var i = 0; i < whole; i++)
            power *= factor;
        return power;
    }
}

internal readonly struct LeakyRelu(double slope) : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * T.CreateTruncating(slope));
}

internal readonly struct LeakyReluSlope(double slope) : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector.Create(T.CreateTruncating(slope)));
}

internal readonly struct Log : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Log(x, y);
}

internal readonly struct MulScalar(double factor) : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Multiply(x, T.CreateTruncating(factor), y);
}

internal readonly struct Neg : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Negate(x, y);
}

internal readonly struct Pow(double exponent) : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Math.Abs(exponent) <= 2 && double.IsInteger(2 * exponent))
            VectorLoop.Unary(x, y, new Halves((int)(2 * exponent)));
        else
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = T.Pow(x[i], T.CreateTruncating(exponent));
        }
    }
}

internal readonly struct Sigmoid : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    /// <summary>With e = e^-|x|, which never overflows: 1 / (1 + e) above zero, e / (1 + e) below.</summary>
    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var e = VectorMath.Exp(-Vector.Abs(x));
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, e) / (Vector<T>.One + e);
    }
}

internal readonly struct Sign : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), Vector<T>.Zero, Vector.CopySign(Vector<T>.One, x));
}

internal readonly struct Softplus : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector.MaxNative(Vector<T>.Zero, x) + VectorMath.LogP1(VectorMath.Exp(-Vector.Abs(x)));
}

internal readonly struct Sqrt : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Sqrt(x, y);
}

internal readonly struct Square : IUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Multiply(x, x, y);
}

internal readonly struct Tanh : IUnary, IVectorUnary
{
    public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorLoop.Unary(x, y, this);

    /// <summary>With e = e^(-2|x|) - 1, which loses no bits near zero: -e / (2 + e) with the sign of x.</summary>
    public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var e = VectorMath.ExpM1(VectorMath.All<T>(-2) * Vector.Abs(x));
        return Vector.CopySign(e / (VectorMath.All<T>(2) + e), x);
    }
}
