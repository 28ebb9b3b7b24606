using System.Runtime.Intrinsics;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Tests.Kernels.Cpu;

/// <summary>Every micro-kernel by itself, also those this processor would not choose: their vectors work, if slowly, everywhere.</summary>
public unsafe class MicroKernelTests
{
    private const int Depth = 37, Stride = 50;

    private delegate void Multiply<T>(int width, int depth, in Strip<T> a, T* b, in Tile<T> tile, Ahead<T> ahead) where T : unmanaged;

    [Fact]
    public void Kernel512_multiplies_panels()
    {
        Check<float>(Kernel512.Multiply, Kernel512.Rows, Vector512<float>.Count, Kernel512.Vectors, 1e-4);
        Check<double>(Kernel512.Multiply, Kernel512.Rows, Vector512<double>.Count, Kernel512.Vectors, 1e-12);
    }

    [Fact]
    public void Kernel256_multiplies_panels()
    {
        Check<float>(Kernel256.Multiply, Kernel256.Rows, Vector256<float>.Count, Kernel256.Vectors, 1e-4);
        Check<double>(Kernel256.Multiply, Kernel256.Rows, Vector256<double>.Count, Kernel256.Vectors, 1e-12);
    }

    [Fact]
    public void Kernel128_multiplies_panels()
    {
        Check<float>(Kernel128.Multiply, Kernel128.Rows, Vector128<float>.Count, Kernel128.Vectors, 1e-4);
        Check<double>(Kernel128.Multiply, Kernel128.Rows, Vector128<double>.Count, Kernel128.Vectors, 1e-12);
    }

    [Fact]
    public void KernelScalar_multiplies_panels()
    {
        Check<float>(Scalar, KernelScalar.Rows, KernelScalar.Columns, 1, 1e-4);
        Check<double>(Scalar, KernelScalar.Rows, KernelScalar.Columns, 1, 1e-12);
    }

    private static void Scalar<T>(int width, int depth, in Strip<T> a, T* b, in Tile<T> tile, Ahead<T> ahead)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => KernelScalar.Multiply(depth, a, b, tile);

    private static void Check<T>(Multiply<T> multiply, int rows, int vector, int vectors, double tolerance)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var width in (int[])[vector, vector * vectors])
        {
            var (a, b) = (Numbers.Of<T>(Depth * rows, 1), Numbers.Of<T>(Depth * width, 2));
            var sums = new T[rows * Stride];
            var offsets = Enumerable.Range(0, rows).Select(row => (long)(rows - 1 - row) * Depth).ToArray();
            fixed (T* pa = a, pb = b, ps = sums)
            fixed (long* po = offsets)
            {
                Span<Strip<T>> strips = [new(pa, 1L, rows, rows), new(pa, Depth, 1, rows), new(pa, po, rows), new(pa, 1L, rows, rows - 1)];
                for (var s = 0; s < strips.Length; s++)
                {
                    multiply(width, Depth, strips[s], pb, new(ps, Stride, false), new(pb, 1));
                    multiply(width, Depth, strips[s], pb, new(ps, Stride, true), default);
                    for (var row = 0; row < rows - (s == 3 ? 1 : 0); row++)
                    {
                        for (var x = 0; x < width; x++)
                        {
                            var sum = 0.0;
                            for (var d = 0; d < Depth; d++)
                                sum += 2 * double.CreateChecked(strips[s].Row(row)[d * strips[s].DepthStride]) * double.CreateChecked(b[d * width + x]);
                            double.CreateChecked(sums[row * Stride + x]).ShouldBe(sum, tolerance, $"width {width}, strip {s}, element ({row}, {x})");
                        }
                    }
                }
            }
        }
    }
}
