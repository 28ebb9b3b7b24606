namespace GanSharp.Tensors.Backends;

// A gated linear unit reads its input as (N, 2, M): of each sample a, then b.
internal abstract partial class Backend
{
    /// <summary>y = a · σ(b)</summary>
    public virtual void Glu(Tensor x, Tensor y)
    {
        using var scope = new TensorScope();
        Binary(BinaryOp.Mul, Half(x, 0), Unary(UnaryOp.Sigmoid, Half(x, 1)), y);
    }

    /// <summary>gradX = (grad · σ(b), grad · a · σ(b) · (1 - σ(b))), the gradient of <see cref="Glu"/></summary>
    public virtual void GluGradient(Tensor grad, Tensor x, Tensor gradX)
    {
        using var scope = new TensorScope();
        var gate = Unary(UnaryOp.Sigmoid, Half(x, 1));
        var gradA = Binary(BinaryOp.Mul, grad, gate);
        var gradB = Binary(BinaryOp.SigmoidGrad, Binary(BinaryOp.Mul, grad, Half(x, 0)), gate);
        PutPart(gradA, gradX, axis: 1, parts: 2, 0);
        PutPart(gradB, gradX, axis: 1, parts: 2, 1);
    }

    /// <summary>A copy of a or b.</summary>
    private Tensor Half(Tensor x, int index) => PartOf(x, axis: 1, parts: 2, index);
}
