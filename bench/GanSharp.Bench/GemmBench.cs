using System.Numerics;
using GanSharp.Tensors;
using GanSharp.Tensors.Backends.Cpu.Gemm;

namespace GanSharp.Bench;

/// <summary>Matrix products of GANs for 28 × 28 images, with both gradients.</summary>
internal static unsafe class GemmBench
{
    private static readonly (int Batch, int Inputs, int Outputs)[] Layers =
    [
        (64, 62, 1024), (64, 1024, 6272), (64, 6272, 1024), (64, 1024, 1), (100, 784, 1024), (100, 1024, 512),
        (100, 512, 256), (64, 794, 128),
        (64, 128, 784), (64, 32, 12544), (64, 12544, 32),
    ];

    public static void Run()
    {
        Multiply<float>("product", 1024, 1024, 1024, false, false);
        Multiply<double>("product in F64", 1024, 1024, 1024, false, false);
        Multiply<float>("product", 100, 1024, 784, false, false);
        foreach (var (batch, inputs, outputs) in Layers)
        {
            Multiply<float>("linear", batch, outputs, inputs, false, false);
            Multiply<float>("linear, weights transposed", batch, outputs, inputs, false, true);
            Multiply<float>("gradient in x", batch, inputs, outputs, false, true);
            Multiply<float>("gradient in w", inputs, outputs, batch, true, false);
        }
    }

    private static void Multiply<T>(string name, int m, int n, int k, bool transposeA, bool transposeB)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var scope = new TensorScope();
        var (a, b, c) = (Inputs.Random<T>(m * k), Inputs.Random<T>(k * n), Inputs.Random<T>(m * n));
        Measure.Print($"{name} {m} x {k} x {n}", 2d * m * n * k,
            () =>
                MatrixProduct.Multiply<T>(
                    new(a.Pointer<T>(), m, k, transposeA), new(b.Pointer<T>(), k, n, transposeB), c.Pointer<T>(),
                    null));
    }
}
