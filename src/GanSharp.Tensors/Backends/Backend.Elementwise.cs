namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>op(x), element by element.</summary>
    public Tensor Unary(UnaryOp op, Tensor x, double p = 0, double q = 0)
    {
        var y = x.EmptyLike();
        Unary(op, x, y, p, q);
        return y;
    }

    /// <summary>op(a, b), element by element, broadcast to <paramref name="shape"/>.</summary>
    public Tensor Binary(BinaryOp op, Tensor a, Tensor b, Shape shape, double p = 0)
    {
        var y = a.EmptyLike(shape);
        Binary(op, a, b, y, p);
        return y;
    }

    /// <summary>op(a, b), element by element, for operands of one shape.</summary>
    public Tensor Binary(BinaryOp op, Tensor a, Tensor b, double p = 0) => Binary(op, a, b, a.Shape, p);

    /// <summary>op(a) · op(b) + the bias of each column, for matrices whose inner extents agree.</summary>
    public Tensor MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias = null)
    {
        var y = a.EmptyLike([a.Shape[transposeA ? 1 : 0], b.Shape[transposeB ? 0 : 1]]);
        MatMul(a, transposeA, b, transposeB, bias, y);
        return y;
    }
}
