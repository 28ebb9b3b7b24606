using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

// A normalisation reads its input as (parts, outer, groups, inner); tensors with one value per group broadcast as
// (parts, 1, groups, 1).
internal abstract partial class Backend
{
    /// <summary>Mean and biased variance of each group of x.</summary>
    public virtual Moments Moments(Tensor x, NormGeometry geometry)
    {
        var mean = GroupMean(x.As(geometry.Cube), geometry);
        var centered = Binary(BinaryOp.Sub, x.As(geometry.Cube), mean, geometry.Cube);
        var variance = GroupMean(Unary(UnaryOp.Square, centered), geometry);
        return new(mean.As(geometry.Statistics), variance.As(geometry.Statistics));
    }

    /// <summary>(x - mean) · factor + shift, with one mean, factor and shift per group.</summary>
    public virtual Tensor Normalize(Tensor x, Tensor mean, Tensor factor, Tensor shift, NormGeometry geometry)
    {
        var y = Binary(BinaryOp.Sub, x.As(geometry.Cube), mean.As(geometry.Group), geometry.Cube);
        Binary(BinaryOp.Mul, y, factor.As(geometry.Group), y);
        Binary(BinaryOp.Add, y, shift.As(geometry.Group), y);
        return y.As(x.Shape);
    }

    /// <summary>Σ grad and Σ grad · (x - mean) over each group.</summary>
    public virtual (Tensor Sum, Tensor Product) NormGradientSums(
        Tensor grad, Tensor x, Tensor mean, NormGeometry geometry)
    {
        var product = Binary(BinaryOp.Sub, x.As(geometry.Cube), mean.As(geometry.Group), geometry.Cube);
        Binary(BinaryOp.Mul, product, grad.As(geometry.Cube), product);
        var sum = Reduce(ReduceOp.Sum, grad.As(geometry.Cube), geometry.Group);
        return (sum.As(geometry.Statistics), Reduce(ReduceOp.Sum, product, geometry.Group).As(geometry.Statistics));
    }

    /// <summary>a · grad + b · (x - mean) + c, with one a, b, c and mean per group.</summary>
    public virtual Tensor NormGradient(
        Tensor grad, Tensor x, Tensor mean, in NormFactors factors, NormGeometry geometry)
    {
        var y = Normalize(x, mean, factors.B, factors.C, geometry).As(geometry.Cube);
        var scaled = Binary(BinaryOp.Mul, grad.As(geometry.Cube), factors.A.As(geometry.Group), geometry.Cube);
        return Binary(BinaryOp.Add, y, scaled).As(x.Shape);
    }

    private Tensor GroupMean(Tensor x, NormGeometry geometry) =>
        Unary(UnaryOp.MulScalar, Reduce(ReduceOp.Sum, x, geometry.Group), 1.0 / geometry.GroupSize);
}
