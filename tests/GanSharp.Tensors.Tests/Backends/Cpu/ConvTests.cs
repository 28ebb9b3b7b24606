using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public unsafe class ConvTests
{
    /// <summary>Strides, paddings and kernels, also kernels that are not square or smaller than the stride.</summary>
    public static TheoryData<int, int, int, int> Windows
    {
        get
        {
            var windows = new TheoryData<int, int, int, int>();
            foreach (var stride in (int[])[1, 2, 3])
            {
                foreach (var padding in (int[])[0, 1, 2])
                {
                    foreach (var (r, s) in ((int, int)[])[(1, 1), (3, 3), (4, 4), (5, 4), (1, 5)])
                        windows.Add(stride, padding, r, s);
                }
            }
            return windows;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void All_three_are_the_loops(int stride, int padding, int r, int s)
    {
        CheckAgainstLoops<float>(Geometry(3, 5, 9, 7, 10, r, s, stride, padding), 1e-4);
        CheckAgainstLoops<double>(Geometry(2, 3, 6, 11, 9, r, s, stride, padding), 1e-12);
    }

    [Theory]
    [InlineData(1, 1, 8, 9, 1, 3, 1, 1)]
    [InlineData(5, 1, 12, 12, 17, 4, 2, 1)]
    [InlineData(5, 17, 12, 12, 1, 3, 1, 1)]
    [InlineData(4, 2, 9, 8, 3, 4, 2, 1)]
    [InlineData(3, 40, 7, 7, 20, 4, 2, 1)]
    [InlineData(9, 1, 28, 28, 9, 5, 2, 2)]
    [InlineData(3, 9, 8, 7, 2, 3, 1, 2)]
    [InlineData(3, 3, 8, 7, 9, 4, 3, 0)]
    [InlineData(2, 9, 5, 5, 1, 5, 1, 0)]
    public void Few_and_many_channels_are_the_loops(
        int n, int c, int h, int w, int k, int kernel, int stride,
        int padding) => CheckAgainstLoops<float>(Geometry(n, c, h, w, k, kernel, kernel, stride, padding), 2e-4);

    [Theory]
    [InlineData(16, 16, 14, 14, 32, 4, 2, 1)]
    [InlineData(16, 16, 16, 13, 32, 4, 2, 1)]
    [InlineData(11, 16, 24, 14, 32, 4, 2, 1)]
    [InlineData(5, 32, 12, 11, 32, 3, 1, 1)]
    [InlineData(5, 32, 13, 14, 48, 3, 1, 0)]
    [InlineData(8, 32, 12, 12, 32, 2, 1, 0)]
    [InlineData(16, 16, 24, 25, 32, 6, 3, 2)]
    public void Convolutions_with_fewer_multiplications_are_the_loops(
        int n, int c, int h, int w, int k, int kernel, int stride, int padding)
    {
        var g = Geometry(n, c, h, w, k, kernel, kernel, stride, padding);
        WinogradConv<float>.Suits(g).ShouldBe(WinogradConv<float>.IsSupported);
        CheckAgainstLoops<float>(g, 5e-4);
        CheckAgainstLoops<double>(g, 1e-12);
    }

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(3, 1, 1)]
    public void Fewer_multiplications_lose_little_precision(int kernel, int stride, int padding)
    {
        var g = Geometry(64, 64, 14, 14, 128, kernel, kernel, stride, padding);
        ShouldBeNear(Forward<float>(g), Forward<double>(g));
        ShouldBeNear(InputGradient<float>(g), InputGradient<double>(g));
        ShouldBeNear(WeightGradient<float>(g), WeightGradient<double>(g));

        static void ShouldBeNear(float[] single, double[] exact)
        {
            var error = exact.Zip(single, (x, y) => (x - y) * (x - y)).Average();
            Math.Sqrt(error / exact.Average(x => x * x)).ShouldBeLessThan(5e-6);
        }
    }

    [Theory]
    [InlineData(1, 64, 28)]
    [InlineData(16, 32, 14)]
    [InlineData(16, 20, 14)]
    [InlineData(20, 1, 28)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int channels, int filters, int size)
    {
        var g = Geometry(16, channels, size, size, filters, 4, 4, 2, 1);
        ThreadCount.ShouldNotMatter<float>(() =>
            [.. Forward<float>(g), .. InputGradient<float>(g), .. WeightGradient<float>(g)]);
    }

    private static ConvGeometry Geometry(int n, int c, int h, int w, int k, int r, int s, int stride, int padding) =>
        new(
            n, c, h, w, k, r, s, (h + 2 * padding - r) / stride + 1, (w + 2 * padding - s) / stride + 1, stride,
            padding);

    private static void CheckAgainstLoops<T>(in ConvGeometry g, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, w, gy) = (Input<T>(g), Weights<T>(g), Output<T>(g));
        var (y, gx, gw) = (new double[gy.Length], new double[x.Length], new double[w.Length]);
        for (var i = 0; i < y.Length; i++)
            y[i] = double.CreateChecked(Bias<T>(g.K)[i / (g.P * g.Q) % g.K]);
        for (var i = 0; i < gx.Length; i++)
            gx[i] = double.CreateChecked(Bias<T>(g.C)[i / (g.H * g.W) % g.C]);
        foreach (var (inX, inW, inY) in Products(g))
        {
            y[inY] += double.CreateChecked(x[inX]) * double.CreateChecked(w[inW]);
            gx[inX] += double.CreateChecked(gy[inY]) * double.CreateChecked(w[inW]);
            gw[inW] += double.CreateChecked(gy[inY]) * double.CreateChecked(x[inX]);
        }
        ShouldBe(Forward<T>(g), y, tolerance, "forward");
        ShouldBe(InputGradient<T>(g), gx, tolerance, "input gradient");
        ShouldBe(WeightGradient<T>(g), gw, tolerance, "weight gradient");
    }

    /// <summary>The elements of x, w and y that belong together.</summary>
    private static IEnumerable<(int X, int W, int Y)> Products(ConvGeometry g)
    {
        for (var y = 0; y < g.N * g.K * g.P * g.Q; y++)
        {
            var (n, k, p, q) = (y / (g.K * g.P * g.Q), y / (g.P * g.Q) % g.K, y / g.Q % g.P, y % g.Q);
            for (var tap = 0; tap < g.C * g.R * g.S; tap++)
            {
                var (c, r, s) = (tap / (g.R * g.S), tap / g.S % g.R, tap % g.S);
                var (h, w) = (p * g.Stride - g.Padding + r, q * g.Stride - g.Padding + s);
                if (h >= 0 && h < g.H && w >= 0 && w < g.W)
                    yield return (((n * g.C + c) * g.H + h) * g.W + w, k * g.C * g.R * g.S + tap, y);
            }
        }
    }

    private static void ShouldBe<T>(T[] actual, double[] expected, double tolerance, string what) where T : INumber<T>
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(double.CreateChecked(actual[i]) - expected[i]);
            (difference <= tolerance).ShouldBeTrue($"{what}, element {i}: {actual[i]}, not {expected[i]}");
        }
    }

    private static T[] Input<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.N * g.C * g.H * g.W, 1);

    private static T[] Weights<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.K * g.C * g.R * g.S, 2);

    private static T[] Output<T>(in ConvGeometry g) where T : INumber<T> => Numbers.Of<T>(g.N * g.K * g.P * g.Q, 3);

    private static T[] Bias<T>(int channels) where T : INumber<T> => Numbers.Of<T>(channels, 4);

    private static T[] Forward<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var y = Output<T>(g);
        fixed (T* px = Input<T>(g), pw = Weights<T>(g), pb = Bias<T>(g.K), py = y)
            ConvKernels.Forward(g, px, pw, pb, py);
        return y;
    }

    private static T[] InputGradient<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gx = Input<T>(g);
        fixed (T* py = Output<T>(g), pw = Weights<T>(g), pb = Bias<T>(g.C), px = gx)
            ConvKernels.InputGradient(g, py, pw, pb, px);
        return gx;
    }

    private static T[] WeightGradient<T>(in ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gw = Weights<T>(g);
        fixed (T* px = Input<T>(g), py = Output<T>(g), pw = gw)
            ConvKernels.WeightGradient(g, px, py, pw);
        return gw;
    }
}
