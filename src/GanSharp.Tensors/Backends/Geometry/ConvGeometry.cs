namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// The sizes of a two-dimensional convolution, NCHW: input (N, C, H, W), weight (K, C, R, S), output (N, K, P, Q) with
/// P = (H + 2·padding - R) / stride + 1. Its input gradient and a transposed convolution are the same thing, read
/// backwards.
/// </summary>
internal readonly record struct ConvGeometry(
    int N, int C, int H, int W, int K, int R, int S, int P, int Q, int Stride, int Padding)
{
    /// <summary>
    /// Whether the way from output to input is a convolution too, <see cref="Reverse"/>, with the weights turned
    /// around.
    /// </summary>
    public bool CanReverse() => Stride == 1 && R == S && Padding < R;

    /// <summary>The convolution from output to input.</summary>
    public ConvGeometry Reverse() => new(N, K, P, Q, C, R, S, H, W, 1, R - 1 - Padding);
}
