namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// The sizes of a two-dimensional convolution, NCHW: input (N, C, H, W), weight (K, C, R, S), output (N, K, P, Q) with
/// P = (H + 2·padding - R) / stride + 1. The input gradient of a geometry is also the transposed convolution from (N,
/// K, P, Q) to (N, C, H, W). With several groups, the channels C and K fall into that many runs: outputs of a group
/// depend on its inputs alone, and the weight is (K, C / groups, R, S).
/// </summary>
internal readonly record struct ConvGeometry(
    int N, int C, int H, int W, int K, int R, int S, int P, int Q, int Stride, int Padding, int Groups = 1)
{
    /// <summary>The geometry of the convolution of one group.</summary>
    public ConvGeometry OneGroup() => this with { C = C / Groups, K = K / Groups, Groups = 1 };

    /// <summary>
    /// Whether the input gradient is itself a convolution, <see cref="Reverse"/>, with channels swapped and filters
    /// flipped.
    /// </summary>
    public bool CanReverse() => Stride == 1 && R == S && Padding < R;

    /// <summary>The geometry of the convolution that computes the input gradient.</summary>
    public ConvGeometry Reverse() => new(
        N: N, C: K, H: P, W: Q, K: C, R: R, S: S, P: H, Q: W, Stride: 1, Padding: R - 1 - Padding);

    /// <summary>What a trace keeps of it.</summary>
    public ConvAttributes Attributes(bool isTransposed) => new(
        Stride, Padding,
        isTransposed ? (H - (P - 1) * Stride + 2 * Padding - R, W - (Q - 1) * Stride + 2 * Padding - S) : (0, 0),
        Groups);

    /// <summary>The sizes in a profile, for example "(32, 3, 64, 64) to (32, 64, 32, 32), 4×4, stride 2".</summary>
    public override string ToString() =>
        $"({N}, {C}, {H}, {W}) to ({N}, {K}, {P}, {Q}), {R}×{S}" + (Stride > 1 ? $", stride {Stride}" : "")
        + (Groups > 1 ? $", {Groups} groups" : "");
}
