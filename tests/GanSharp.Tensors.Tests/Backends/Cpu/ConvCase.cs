using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>The sizes of a convolution, named as in <see cref="ConvGeometry"/>, without its outputs.</summary>
public sealed record ConvCase(int N, int C, int H, int W, int K, int R, int S, int Stride, int Padding)
{
    internal ConvGeometry Geometry => new(
        N, C, H, W, K, R, S, P: (H + 2 * Padding - R) / Stride + 1, Q: (W + 2 * Padding - S) / Stride + 1, Stride,
        Padding);
}
