using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

// Convolutions in groups of channels: every group is copied out and is a convolution of its own.
internal abstract partial class Backend
{
    /// <summary>The convolution of every group of x with its weights, plus bias (K): (N, K, P, Q).</summary>
    public virtual Tensor GroupedConv(in ConvGeometry g, Tensor x, Tensor weight, Tensor? bias)
    {
        var one = g.OneGroup();
        return ForGroups(g.Groups, x.EmptyLike([g.N, g.K, g.P, g.Q]), 1, part =>
            Conv(one, part(x, 1), part(weight, 0), bias is null ? null : part(bias, 0)));
    }

    /// <summary>
    /// The adjoint of <see cref="GroupedConv"/> in x, plus bias (C): from (N, K, P, Q) to (N, C, H, W).
    /// </summary>
    public virtual Tensor GroupedConvInputGradient(in ConvGeometry g, Tensor grad, Tensor weight, Tensor? bias)
    {
        var one = g.OneGroup();
        return ForGroups(g.Groups, grad.EmptyLike([g.N, g.C, g.H, g.W]), 1, part =>
            ConvInputGradient(one, part(grad, 1), part(weight, 0), bias is null ? null : part(bias, 0)));
    }

    /// <summary>The adjoint of <see cref="GroupedConv"/> in the weight: (K, C / groups, R, S).</summary>
    public virtual Tensor GroupedConvWeightGradient(in ConvGeometry g, Tensor x, Tensor grad)
    {
        var one = g.OneGroup();
        return ForGroups(g.Groups, x.EmptyLike([g.K, one.C, g.R, g.S]), 0, part =>
            ConvWeightGradient(one, part(x, 1), part(grad, 1)));
    }

    /// <summary>
    /// Fills y, group by group along <paramref name="axis"/>, with what <paramref name="compute"/> returns. The
    /// function that it gets returns the part of a tensor, along an axis, that belongs to the group.
    /// </summary>
    private Tensor ForGroups(int groups, Tensor y, int axis, Func<Func<Tensor, int, Tensor>, Tensor> compute)
    {
        for (var group = 0; group < groups; group++)
        {
            using var scope = new TensorScope();
            PutPart(compute((x, along) => PartOf(x, along, groups, group)), y, axis, groups, group);
        }
        return y;
    }
}
