namespace GanSharp.Tensors.Kernels;

/// <summary>
/// The sizes of a two-dimensional convolution, NCHW: input (N, C, H, W), weight (K, C, R, S), output (N, K, P, Q) with
/// P = (H + 2·padding - R) / stride + 1. Its input gradient and a transposed convolution are the same thing, read backwards.
/// </summary>
internal readonly record struct ConvGeometry(int N, int C, int H, int W, int K, int R, int S, int P, int Q, int Stride, int Padding);
