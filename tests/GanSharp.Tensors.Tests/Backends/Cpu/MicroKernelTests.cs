using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>
/// Every micro-kernel, including those that this processor would not choose: their vectors work everywhere, if slowly.
/// </summary>
public unsafe class MicroKernelTests
{
    private const int Depth = 37, Stride = 50;

    private delegate void Multiply<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged;

    private delegate void MultiplyAndPack<T>(
        int width, int depth, in MicroPanel<T> a, MatrixView<T> b, T* packed, in Tile<T> tile)
        where T : unmanaged;

    [Fact]
    public void Kernel512_multiplies_panels()
    {
        Check<float>(
            MicroKernel512.Multiply, MicroKernel512.Rows, Vector512<float>.Count, MicroKernel512.Vectors, 1e-4);
        Check<double>(
            MicroKernel512.Multiply, MicroKernel512.Rows, Vector512<double>.Count, MicroKernel512.Vectors, 1e-12);
    }

    [Fact]
    public void Kernel256_multiplies_panels()
    {
        Check<float>(
            MicroKernel256.Multiply, MicroKernel256.Rows, Vector256<float>.Count, MicroKernel256.Vectors, 1e-4);
        Check<double>(
            MicroKernel256.Multiply, MicroKernel256.Rows, Vector256<double>.Count, MicroKernel256.Vectors, 1e-12);
    }

    [Fact]
    public void Kernel128_multiplies_panels()
    {
        Check<float>(
            MicroKernel128.Multiply, MicroKernel128.Rows, Vector128<float>.Count, MicroKernel128.Vectors, 1e-4);
        Check<double>(
            MicroKernel128.Multiply, MicroKernel128.Rows, Vector128<double>.Count, MicroKernel128.Vectors, 1e-12);
    }

    [Fact]
    public void KernelScalar_multiplies_panels()
    {
        Check<float>(Scalar, MicroKernelScalar.Rows, MicroKernelScalar.Columns, 1, 1e-4);
        Check<double>(Scalar, MicroKernelScalar.Rows, MicroKernelScalar.Columns, 1, 1e-12);
    }

    [Fact]
    public void Columns_in_place_are_multiplied_as_packed_ones_and_packed()
    {
        Check<float>(MicroKernel512.MultiplyAndPack, MicroKernel512.Multiply, MicroKernel512.Rows, 16, 32, 48);
        Check<double>(MicroKernel512.MultiplyAndPack, MicroKernel512.Multiply, MicroKernel512.Rows, 8, 16, 24);
        Check<float>(
            MicroKernel.MultiplyAndPack, MicroKernel.Multiply, MicroKernel.Rows, MicroKernel.Narrow<float>(),
            MicroKernel.Wide<float>());
    }

    [Fact]
    public void Columns_at_offsets_are_multiplied_as_packed_ones()
    {
        CheckOffsets<float>();
        CheckOffsets<double>();
    }

    private static void CheckOffsets<T>()
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var rows = MicroKernel.Rows;
        foreach (var width in (int[])[MicroKernel.Narrow<T>(), MicroKernel.Wide<T>()])
        {
            var (a, b) = (Numbers.Of<T>(Depth * rows, 1), Numbers.Of<T>(Depth * Stride + width, 2));
            var offsets = Enumerable.Range(0, Depth).Select(d => d * 7L % Depth * Stride).ToArray();
            var packed = offsets.SelectMany(offset => b[(int)offset..((int)offset + width)]).ToArray();
            var (scratch, sums, expected) = (new T[Depth * width], new T[rows * width], new T[rows * width]);
            fixed (T* pa = a, pb = b, pp = packed, pc = scratch, ps = sums, pe = expected)
            fixed (long* po = offsets)
            {
                var panel = new MicroPanel<T>(pa, 1L, rows, rows);
                MicroKernel.MultiplyInPlace(width, Depth, panel, pb, po, pc, new(ps, width, false));
                MicroKernel.Multiply(width, Depth, panel, pp, new(pe, width, false), Prefetch<T>.None);
                sums.ShouldBe(expected);
            }
        }
    }

    private static void Check<T>(
        MultiplyAndPack<T> multiplyAndPack, Multiply<T> multiply, int rows, params int[] widths)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var width in widths)
        {
            var (a, b) = (Numbers.Of<T>(Depth * rows, 1), Numbers.Of<T>(Depth * Stride, 2));
            var (packed, sums, expected) = (new T[Depth * width], new T[rows * width], new T[rows * width]);
            fixed (T* pa = a, pb = b, pp = packed, ps = sums, pe = expected)
            {
                var panel = new MicroPanel<T>(pa, 1L, rows, rows);
                multiplyAndPack(width, Depth, panel, new(pb, Stride), pp, new(ps, width, false));
                for (var d = 0; d < Depth; d++)
                    packed[(d * width)..((d + 1) * width)].ShouldBe(b[(d * Stride)..(d * Stride + width)]);
                multiply(width, Depth, panel, pp, new(pe, width, false), Prefetch<T>.None);
                sums.ShouldBe(expected);
            }
        }
    }

    private static void Scalar<T>(
        int width, int depth, in MicroPanel<T> a, T* b, in Tile<T> tile, in Prefetch<T> prefetch)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        MicroKernelScalar.Multiply(depth, a, b, tile);

    private static void Check<T>(Multiply<T> multiply, int rows, int vector, int vectors, double tolerance)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        foreach (var width in (int[])[vector, vector * vectors])
        {
            var (a, b) = (Numbers.Of<T>(2 * Depth * rows, 1), Numbers.Of<T>(Depth * width, 2));
            var sums = new T[rows * Stride];
            var offsets = Enumerable.Range(0, rows).Select(row => (long)(rows - 1 - row) * Depth).ToArray();
            fixed (T* pa = a, pb = b, ps = sums)
            fixed (long* po = offsets)
            {
                Span<MicroPanel<T>> panels =
                [
                    new(pa, 1L, rows, rows), new(pa, Depth, 1, rows), new(pa, po, rows), new(pa, 1L, rows, rows - 1),
                    new(pa, Depth, 1, rows) { Segment = 5, Gap = 3 },
                ];
                for (var s = 0; s < panels.Length; s++)
                {
                    multiply(width, Depth, panels[s], pb, new(ps, Stride, false), Prefetch<T>.None);
                    multiply(width, Depth, panels[s], pb, new(ps, Stride, true),
                        Prefetch<T>.Share(new(pb, width), Depth, width, s, 4, Depth));
                    for (var row = 0; row < rows - (s == 3 ? 1 : 0); row++)
                    {
                        for (var x = 0; x < width; x++)
                        {
                            var sum = 0.0;
                            for (var d = 0; d < Depth; d++)
                                sum +=
                                    2
                                    * double.CreateChecked(
                                        panels[s].Row(row)[
                                            d * panels[s].DepthStride + d / panels[s].Segment * panels[s].Gap])
                                    * double.CreateChecked(b[d * width + x]);
                            double.CreateChecked(sums[row * Stride + x])
                                .ShouldBe(sum, tolerance, $"width {width}, panel {s}, element ({row}, {x})");
                        }
                    }
                }
            }
        }
    }
}
