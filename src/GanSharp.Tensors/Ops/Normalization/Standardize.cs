using GanSharp.Tensors.Kernels;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>
    /// y = gamma · (x - mean) / √(variance + epsilon) + beta, mean and biased variance taken over each group of x, which is read as
    /// (outer, groups, inner). Gamma and beta have one number per group, or are null for 1 and 0.
    /// </summary>
    private static Tensor Standardize(
        string op, Tensor x, (int Outer, int Groups, int Inner) view, Tensor? gamma, Tensor? beta, double epsilon, out Tensor mean, out Tensor variance)
    {
        var (outer, groups, inner) = view;
        (mean, variance) = Kernel.Moments(x, outer, groups, inner);
        Tensor centre, scale, y;
        using (Tape.Pause())
        {
            centre = mean;
            scale = (variance + epsilon).Pow(-0.5);
            y = Kernel.Normalize(x, centre, gamma is null ? scale : scale * gamma, beta ?? Tensor.Zeros([groups], x.DType), outer, groups, inner);
        }
        Tensor[] inputs = [x, .. new[] { gamma, beta }.OfType<Tensor>()];
        return Tape.RecordFused(op, y, inputs, Fused, Composite);

        Tensor?[] Fused(Tensor grad, Needs needs)
        {
            var (sum, product) = Kernel.NormGradientSums(grad, x, centre, outer, groups, inner);
            var gradGamma = product * scale;
            var a = gamma is null ? scale : scale * gamma;
            var perElement = a / ((double)outer * inner);
            var gradX = needs[0]
                ? Kernel.NormGradient(grad, x, centre, a, (perElement * gradGamma * scale).Neg(), (perElement * sum).Neg(), outer, groups, inner)
                : null;
            return gamma is null ? [gradX, sum] : [gradX, gradGamma, sum];
        }

        Tensor Composite(Tensor[] v)
        {
            var cube = v[0].Reshape([outer, groups, inner]);
            var centered = cube - cube.Mean([0, 2], keepDims: true);
            var normal = centered * (centered.Square().Mean([0, 2], keepDims: true) + epsilon).Pow(-0.5);
            if (gamma is not null)
                normal *= v[1].Reshape([groups, 1]);
            if (beta is not null)
                normal += v[^1].Reshape([groups, 1]);
            return normal.Reshape(x.Shape);
        }
    }
}
