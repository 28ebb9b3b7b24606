using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions of single pixels, 1 × 1, as products of the images as they are: channels keep their order, and every
/// pixel is packed once.
/// </summary>
internal static unsafe class PixelConv<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Least channels, and filters, for which the result of packing is used often enough.</summary>
    private const int ManyChannels = 32;

    /// <summary>Least outputs of an image for which planes are faster with fewer channels.</summary>
    private const int ManyPixels = 256;

    /// <summary>Whether it is faster than planes, for a convolution and its gradients.</summary>
    public static bool Suits(in ConvGeometry g) => g is { R: 1, S: 1, Stride: 1, Padding: 0 }
        && (Math.Min(g.C, g.K) >= ManyChannels || g.P * g.Q < ManyPixels);

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public static void Forward(in ConvGeometry g, T* x, T* w, T* bias, T* y) =>
        Multiply(g, new(w, g.C, 1), x, bias, y);

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public static void InputGradient(in ConvGeometry g, T* gy, T* w, T* bias, T* gx) =>
        Multiply(g.Reverse(), new(w, 1, g.C), gy, bias, gx);

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public static void WeightGradient(in ConvGeometry g, T* x, T* gy, T* gw) =>
        MatrixProduct.Multiply<T, ChannelRows<T>, ChannelColumns<T>, MatrixEpilogue<T>>(
            new(M: g.K, N: g.C, K: g.N * g.P * g.Q, Segment: g.P * g.Q), new(gy, g.K, g.P * g.Q),
            new(x, g.C, g.P * g.Q), new(gw, g.C, null));

    private static void Multiply(in ConvGeometry g, MatrixPanels<T> filters, T* x, T* bias, T* y) =>
        MatrixProduct.Multiply<T, MatrixPanels<T>, PixelPanels<T>, PlaneEpilogue<T>>(
            new(M: g.K, N: g.N * g.P * g.Q, K: g.C), filters, new(x, g.C, g.P * g.Q), new(y, bias, g.K, g.P * g.Q));
}
