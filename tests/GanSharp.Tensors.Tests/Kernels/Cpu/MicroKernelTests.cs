using System.Runtime.Intrinsics;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Tests.Kernels.Cpu;

/// <summary>Every micro-kernel by itself, also those this processor would not choose: their vectors work, if slowly, everywhere.</summary>
public unsafe class MicroKernelTests
{
    private const int Depth = 37;

    private delegate void Multiply<T>(int width, int depth, T* a, T* b, T* tile, bool add) where T : unmanaged;

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
        Check<float>((_, d, a, b, t, add) => KernelScalar.Multiply(d, a, b, t, add), KernelScalar.Rows, KernelScalar.Columns, 1, 1e-4);
        Check<double>((_, d, a, b, t, add) => KernelScalar.Multiply(d, a, b, t, add), KernelScalar.Rows, KernelScalar.Columns, 1, 1e-12);
    }

    private static void Check<T>(Multiply<T> multiply, int rows, int vector, int vectors, double tolerance)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var width in (int[])[vector, vector * vectors])
        {
            var (a, b) = (Numbers.Of<T>(Depth * rows, 1), Numbers.Of<T>(Depth * width, 2));
            var tile = Numbers.Of<T>(rows * width, 3);
            fixed (T* pa = a, pb = b, pt = tile)
            {
                multiply(width, Depth, pa, pb, pt, false);
                multiply(width, Depth, pa, pb, pt, true);
            }
            for (var i = 0; i < rows * width; i++)
            {
                var sum = 0.0;
                for (var d = 0; d < Depth; d++)
                    sum += 2 * double.CreateChecked(a[d * rows + i / width]) * double.CreateChecked(b[d * width + i % width]);
                double.CreateChecked(tile[i]).ShouldBe(sum, tolerance, $"width {width}, element {i}");
            }
        }
    }
}
