using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public unsafe class ConvTests
{
    /// <summary>
    /// Strides, paddings and filters, including filters that are not square or are smaller than the stride.
    /// </summary>
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
    public void Convolutions_and_gradients_match_the_loops(int stride, int padding, int r, int s)
    {
        CheckAgainstLoops<float>(
            new Case(N: 3, C: 5, H: 9, W: 7, K: 10, R: r, S: s, stride, padding).Geometry, 1e-4);
        CheckAgainstLoops<double>(
            new Case(N: 2, C: 3, H: 6, W: 11, K: 9, R: r, S: s, stride, padding).Geometry, 1e-12);
    }

    public static TheoryData<Case> FewAndManyChannels =>
    [
        new Case(N: 1, C: 1, H: 8, W: 9, K: 1, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 5, C: 1, H: 12, W: 12, K: 17, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 5, C: 17, H: 12, W: 12, K: 1, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 4, C: 2, H: 9, W: 8, K: 3, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 3, C: 40, H: 7, W: 7, K: 20, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 9, C: 1, H: 28, W: 28, K: 9, R: 5, S: 5, Stride: 2, Padding: 2),
        new Case(N: 3, C: 9, H: 8, W: 7, K: 2, R: 3, S: 3, Stride: 1, Padding: 2),
        new Case(N: 3, C: 3, H: 8, W: 7, K: 9, R: 4, S: 4, Stride: 3, Padding: 0),
        new Case(N: 2, C: 9, H: 5, W: 5, K: 1, R: 5, S: 5, Stride: 1, Padding: 0),
        new Case(N: 2, C: 3, H: 40, W: 37, K: 20, R: 3, S: 3, Stride: 2, Padding: 1),
        new Case(N: 2, C: 3, H: 33, W: 40, K: 16, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 1, C: 40, H: 8, W: 8, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 1, C: 20, H: 7, W: 5, K: 30, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 48, C: 24, H: 18, W: 17, K: 24, R: 3, S: 3, Stride: 2, Padding: 1),
        new Case(N: 40, C: 6, H: 16, W: 16, K: 20, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(FewAndManyChannels))]
    public void Few_and_many_channels_match_the_loops(Case convolution) =>
        CheckAgainstLoops<float>(convolution.Geometry, 2e-4);

    /// <summary>
    /// Rows that tiles end with or do not, several bands, depths of several steps, filters of one pixel, and images
    /// whose pixels do not fill whole vectors.
    /// </summary>
    public static TheoryData<Case> PlaneConvolutions =>
    [
        new Case(N: 3, C: 16, H: 64, W: 64, K: 16, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 2, C: 24, H: 32, W: 48, K: 40, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 1, C: 33, H: 41, W: 29, K: 23, R: 3, S: 5, Stride: 1, Padding: 2),
        new Case(N: 2, C: 9, H: 37, W: 34, K: 24, R: 4, S: 2, Stride: 1, Padding: 0),
        new Case(N: 3, C: 17, H: 35, W: 33, K: 23, R: 1, S: 1, Stride: 1, Padding: 0),
        new Case(N: 2, C: 300, H: 16, W: 16, K: 24, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(PlaneConvolutions))]
    public void Convolutions_of_planes_match_the_loops(Case convolution)
    {
        var g = convolution.Geometry;
        PlaneConv<float>.Suits(g).ShouldBeTrue();
        CheckAgainstLoops<float>(g, 1e-3);
        CheckAgainstLoops<double>(g, 1e-11);
    }

    public static TheoryData<Case> PlaneGradients =>
    [
        new Case(N: 2, C: 16, H: 64, W: 67, K: 13, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 2, C: 64, H: 64, W: 64, K: 3, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 1, C: 20, H: 65, W: 70, K: 2, R: 5, S: 4, Stride: 2, Padding: 2),
        new Case(N: 2, C: 22, H: 33, W: 35, K: 31, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(PlaneGradients))]
    public void Gradients_of_planes_match_the_loops(Case convolution)
    {
        var g = convolution.Geometry;
        PlaneGradient<float>.Suits(g).ShouldBeTrue();
        CheckAgainstLoops<float>(g, 5e-3);
        CheckAgainstLoops<double>(g, 1e-10);
    }

    [Theory]
    [InlineData(16, 16, 64, 1, true, true)]
    [InlineData(64, 64, 16, 1, true, false)]
    [InlineData(256, 256, 8, 1, false, false)]
    [InlineData(16, 16, 64, 3, true, true)]
    [InlineData(16, 16, 8, 3, false, false)]
    [InlineData(3, 64, 64, 3, false, false)]
    [InlineData(24, 9, 32, 3, false, false)]
    [InlineData(24, 48, 32, 3, true, false)]
    public void Planes_are_taken_for_large_images_of_few_channels(
        int channels, int filters, int size, int kernel, bool forOutputs, bool forWeightGradient)
    {
        var g = new Case(
            N: 16, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, Stride: 1, Padding: kernel / 2)
            .Geometry;
        PlaneConv<float>.Suits(g).ShouldBe(forOutputs);
        PlaneGradient<float>.Suits(g).ShouldBe(forWeightGradient);
    }

    public static TheoryData<Case> WinogradConvolutions =>
    [
        new Case(N: 48, C: 16, H: 14, W: 14, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 64, C: 16, H: 16, W: 13, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 37, C: 16, H: 24, W: 14, K: 32, R: 4, S: 4, Stride: 2, Padding: 1),
        new Case(N: 5, C: 32, H: 12, W: 11, K: 32, R: 3, S: 3, Stride: 1, Padding: 1),
        new Case(N: 5, C: 32, H: 13, W: 14, K: 48, R: 3, S: 3, Stride: 1, Padding: 0),
        new Case(N: 40, C: 32, H: 12, W: 12, K: 32, R: 2, S: 2, Stride: 1, Padding: 0),
        new Case(N: 64, C: 16, H: 24, W: 25, K: 32, R: 6, S: 6, Stride: 3, Padding: 2),
        new Case(N: 80, C: 32, H: 16, W: 15, K: 48, R: 3, S: 3, Stride: 2, Padding: 1),
        new Case(N: 17, C: 48, H: 33, W: 34, K: 80, R: 3, S: 3, Stride: 2, Padding: 0),
        new Case(N: 48, C: 16, H: 14, W: 18, K: 32, R: 5, S: 5, Stride: 2, Padding: 2),
    ];

    [Theory]
    [MemberData(nameof(WinogradConvolutions))]
    public void Winograd_convolutions_match_the_loops(Case convolution)
    {
        var g = convolution.Geometry;
        WinogradConv<float>.Suits(g).ShouldBe(WinogradConv<float>.IsSupported);
        CheckAgainstLoops<float>(g, 5e-4);
        CheckAgainstLoops<double>(g, 1e-12);
    }

    /// <summary>
    /// Few filters in turn, with depths of several blocks, or few images in turn; and more tiles than a gradient takes
    /// at a time.
    /// </summary>
    [Theory]
    [InlineData(40, 80, 112, 8, 4, true)]
    [InlineData(90, 128, 256, 8, 3, true)]
    [InlineData(11, 16, 32, 64, 4, false)]
    [InlineData(11, 32, 32, 64, 3, false)]
    public void Winograd_convolutions_with_few_or_many_tiles_match_the_loops(
        int images, int channels, int filters, int size, int kernel, bool takesFiltersInTurn)
    {
        var g = new Case(
            N: images, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, Stride: 2, Padding: 1).Geometry;
        WinogradConv<double>.Suits(g).ShouldBe(WinogradConv<double>.IsSupported);
        var cost = new WinogradCost(g);
        (cost.FiltersInTurn < cost.ImagesInTurn).ShouldBe(takesFiltersInTurn);
        CheckAgainstLoops<double>(g, 1e-11);
    }

    [Theory]
    [InlineData(1, 8, 256, 4, false, false)]
    [InlineData(64, 4, 32, 3, true, false)]
    [InlineData(64, 4, 32, 4, true, true)]
    [InlineData(64, 8, 256, 3, true, true)]
    public void Winograd_convolutions_are_taken_where_their_cost_is_lower(
        int images, int size, int channels, int kernel, bool forWeightGradient, bool forOthers)
    {
        var g = new Case(
            N: images, C: channels, H: 2 * size, W: 2 * size, K: 2 * channels, R: kernel, S: kernel, Stride: 2,
            Padding: 1).Geometry;
        var cost = new WinogradCost(g);
        cost.Direct.ShouldBe(images * size * size * kernel * kernel);
        cost.IsLow.ShouldBe(forOthers);
        cost.IsLowForWeightGradient.ShouldBe(forWeightGradient);
    }

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 2)]
    public void Winograd_convolutions_lose_little_precision(int kernel, int stride, int padding)
    {
        var g = new Case(N: 64, C: 64, H: 14, W: 14, K: 128, R: kernel, S: kernel, stride, padding).Geometry;
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
    [InlineData(1, 64, 28, 4)]
    [InlineData(16, 32, 14, 4)]
    [InlineData(16, 20, 14, 4)]
    [InlineData(20, 1, 28, 4)]
    [InlineData(3, 32, 40, 4)]
    [InlineData(128, 128, 8, 4)]
    [InlineData(64, 64, 16, 3)]
    [InlineData(16, 16, 32, 3, 1)]
    [InlineData(12, 24, 32, 1, 1)]
    public void The_bits_do_not_depend_on_the_number_of_threads(
        int channels, int filters, int size, int kernel, int stride = 2)
    {
        var g = new Case(
            N: 16, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, stride, Padding: kernel > 1 ? 1 : 0)
            .Geometry;
        ThreadCount.ShouldNotMatter<float>(() =>
            [.. Forward<float>(g), .. InputGradient<float>(g), .. WeightGradient<float>(g)]);
    }

    private static void CheckAgainstLoops<T>(in ConvGeometry g, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, w, gy) = (Doubles(Input<T>(g)), Doubles(Weights<T>(g)), Doubles(Output<T>(g)));
        var (biasOfK, biasOfC) = (Doubles(Bias<T>(g.K)), Doubles(Bias<T>(g.C)));
        var (y, gx, gw) = (new double[gy.Length], new double[x.Length], new double[w.Length]);
        for (var i = 0; i < y.Length; i++)
            y[i] = biasOfK[i / (g.P * g.Q) % g.K];
        for (var i = 0; i < gx.Length; i++)
            gx[i] = biasOfC[i / (g.H * g.W) % g.C];
        for (var i = 0; i < y.Length; i++)
        {
            var (n, k, p, q) = (i / (g.K * g.P * g.Q), i / (g.P * g.Q) % g.K, i / g.Q % g.P, i % g.Q);
            for (var c = 0; c < g.C; c++)
            {
                for (var r = 0; r < g.R; r++)
                {
                    for (var s = 0; s < g.S; s++)
                    {
                        var (row, column) = (p * g.Stride - g.Padding + r, q * g.Stride - g.Padding + s);
                        if (row < 0 || row >= g.H || column < 0 || column >= g.W)
                            continue;
                        var (inX, inW) = (
                            ((n * g.C + c) * g.H + row) * g.W + column, ((k * g.C + c) * g.R + r) * g.S + s);
                        y[i] += x[inX] * w[inW];
                        gx[inX] += gy[i] * w[inW];
                        gw[inW] += gy[i] * x[inX];
                    }
                }
            }
        }
        ShouldBe(Forward<T>(g), y, tolerance, "forward");
        ShouldBe(InputGradient<T>(g), gx, tolerance, "input gradient");
        ShouldBe(WeightGradient<T>(g), gw, tolerance, "weight gradient");
    }

    private static double[] Doubles<T>(T[] values) where T : INumber<T> => [.. values.Select(double.CreateChecked)];

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

    /// <summary>The sizes of a convolution, named as in <see cref="ConvGeometry"/>, without its outputs.</summary>
    public sealed record Case(int N, int C, int H, int W, int K, int R, int S, int Stride, int Padding)
    {
        internal ConvGeometry Geometry => new(
            N, C, H, W, K, R, S, P: (H + 2 * Padding - R) / Stride + 1, Q: (W + 2 * Padding - S) / Stride + 1, Stride,
            Padding);
    }
}
