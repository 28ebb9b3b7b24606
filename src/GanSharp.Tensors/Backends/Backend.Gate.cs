using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

// A gated linear unit reads its input as (N, 2, M): of each sample a, then b.
internal abstract partial class Backend
{
    /// <summary>y = a · σ(b)</summary>
    public virtual void Glu(Tensor x, Tensor y)
    {
        using var scope = new TensorScope();
        Binary(BinaryOp.Mul, Half(x, y.Shape, 0), Unary(UnaryOp.Sigmoid, Half(x, y.Shape, 1)), y);
    }

    /// <summary>gradX = (grad · σ(b), grad · a · σ(b) · (1 - σ(b))), the gradient of <see cref="Glu"/></summary>
    public virtual void GluGradient(Tensor grad, Tensor x, Tensor gradX)
    {
        using var scope = new TensorScope();
        var gate = Unary(UnaryOp.Sigmoid, Half(x, grad.Shape, 1));
        var gradA = Binary(BinaryOp.Mul, grad, gate);
        var gradB = Binary(BinaryOp.SigmoidGrad, Binary(BinaryOp.Mul, grad, Half(x, grad.Shape, 0)), gate);
        CopyBlocks(gradA, gradX, Joining(grad.Shape, 0));
        CopyBlocks(gradB, gradX, Joining(grad.Shape, 1));
    }

    /// <summary>A copy of a or b.</summary>
    private Tensor Half(Tensor x, Shape shape, int second)
    {
        var half = x.EmptyLike(shape);
        var (samples, length) = (shape[0], shape.CountOf(1, shape.Rank));
        CopyBlocks(x, half, new(
            Blocks: samples, Length: length, SourceStart: second * length, SourceStride: 2 * length, TargetStart: 0,
            TargetStride: length));
        return half;
    }

    /// <summary>The copy of a half to its place.</summary>
    private static BlockCopy Joining(Shape half, int second)
    {
        var length = half.CountOf(1, half.Rank);
        return new(
            Blocks: half[0], Length: length, SourceStart: 0, SourceStride: length, TargetStart: second * length,
            TargetStride: 2 * length);
    }
}
