using GanSharp.Tensors;
using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Bench;

/// <summary>
/// Convolutions of GANs for 28 × 28 images, batch 64. Their gradients in x are the transposed convolutions of
/// generators.
/// </summary>
internal static unsafe class ConvBench
{
    public static void Run()
    {
        Run(1, 64, 28, 4, 2, 1);
        Run(64, 128, 14, 4, 2, 1);
        Run(128, 64, 16, 3, 1, 1);
        Run(64, 128, 14, 5, 2, 2);
        Run(128, 256, 7, 5, 1, 2);
        Run(64, 1, 32, 3, 1, 1);
        Run(64, 128, 32, 4, 2, 1);
        Run(128, 128, 16, 4, 2, 1);
    }

    private static void Run(int channels, int filters, int size, int kernel, int stride, int padding)
    {
        using var scope = new TensorScope();
        var outputs = (size + 2 * padding - kernel) / stride + 1;
        var g = new ConvGeometry(
            N: 64, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, P: outputs, Q: outputs,
            Stride: stride, Padding: padding);
        var (x, w, y) = (Inputs.Random<float>(g.N * g.C * g.H * g.W), Inputs.Random<float>(g.K * g.C * g.R * g.S),
            Inputs.Random<float>(g.N * g.K * g.P * g.Q));
        float* px = x.Pointer<float>(), pw = w.Pointer<float>(), py = y.Pointer<float>();
        var flops = 2d * g.N * g.K * g.P * g.Q * g.C * g.R * g.S;
        Measure.Print($"conv {channels} to {filters}, {size}x{size}, {kernel}x{kernel} s{stride}", flops,
            () => ConvKernels.Forward(g, px, pw, null, py));
        Measure.Print("  gradient in x", flops, () => ConvKernels.InputGradient(g, py, pw, null, px));
        Measure.Print("  gradient in w", flops, () => ConvKernels.WeightGradient(g, px, py, pw));
    }
}
