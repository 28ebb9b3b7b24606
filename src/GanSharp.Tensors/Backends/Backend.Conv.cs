using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

// Convolutions as matrix products: the windows of all images are copied into the columns of one matrix (im2col).
internal abstract partial class Backend
{
    /// <summary>The convolution of x (N, C, H, W) with weight (K, C, R, S), plus bias (K): (N, K, P, Q).</summary>
    public virtual Tensor Conv(in ConvGeometry g, Tensor x, Tensor weight, Tensor? bias)
    {
        var rows = MatMul(Columns(g, x), false, weight.As([g.K, g.C * g.R * g.S]), true, bias);
        return Transpose(rows.As([g.N, g.P, g.Q, g.K]), [0, 3, 1, 2]);
    }

    /// <summary>The adjoint of <see cref="Conv"/> in x, plus bias (C): from (N, K, P, Q) to (N, C, H, W).</summary>
    public virtual Tensor ConvInputGradient(in ConvGeometry g, Tensor grad, Tensor weight, Tensor? bias)
    {
        var columns = MatMul(Rows(g, grad), false, weight.As([g.K, g.C * g.R * g.S]), false);
        var geometry = g;
        // Gradients of padding are added to one extra element, which is dropped.
        var sums = Scatter(columns, [g.N * g.C * g.H * g.W + 1], i => PixelOf(geometry, i));
        var x = grad.EmptyLike([g.N, g.C, g.H, g.W]);
        CopyBlocks(sums, x, BlockCopy.Run(x.Count));
        return bias is null ? x : Binary(BinaryOp.Add, x, bias.As([g.C, 1, 1]), x.Shape);
    }

    /// <summary>The adjoint of <see cref="Conv"/> in the weight: (K, C, R, S).</summary>
    public virtual Tensor ConvWeightGradient(in ConvGeometry g, Tensor x, Tensor grad) =>
        MatMul(Rows(g, grad), true, Columns(g, x), false).As([g.K, g.C, g.R, g.S]);

    /// <summary>(N, K, P, Q) as rows of channels: (N·P·Q, K).</summary>
    private Tensor Rows(in ConvGeometry g, Tensor y) => Transpose(y, [0, 2, 3, 1]).As([g.N * g.P * g.Q, g.K]);

    /// <summary>The pixels of each window: (N·P·Q, C·R·S).</summary>
    private Tensor Columns(in ConvGeometry g, Tensor x)
    {
        // One zero after the images stands for all padding.
        var padded = Tensor.Zeros([x.Count + 1], x.DType, Device);
        CopyBlocks(x, padded, BlockCopy.Run(x.Count));
        var geometry = g;
        return Gather(padded, [g.N * g.P * g.Q, g.C * g.R * g.S], i => PixelOf(geometry, i));
    }

    /// <summary>
    /// The index in (N, C, H, W) of an element of (N, P, Q, C, R, S); the number of pixels if it is padding.
    /// </summary>
    private static int PixelOf(in ConvGeometry g, int element)
    {
        (element, var s) = Math.DivRem(element, g.S);
        (element, var r) = Math.DivRem(element, g.R);
        (element, var c) = Math.DivRem(element, g.C);
        (element, var q) = Math.DivRem(element, g.Q);
        (var n, var p) = Math.DivRem(element, g.P);
        var (h, w) = (p * g.Stride - g.Padding + r, q * g.Stride - g.Padding + s);
        var inside = h >= 0 && h < g.H && w >= 0 && w < g.W;
        return inside ? ((n * g.C + c) * g.H + h) * g.W + w : g.N * g.C * g.H * g.W;
    }
}
