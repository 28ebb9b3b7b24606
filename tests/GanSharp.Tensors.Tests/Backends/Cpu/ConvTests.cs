using GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public class ConvTests
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
        ConvLoops.Check<float>(
            new ConvCase(N: 3, C: 5, H: 9, W: 7, K: 10, R: r, S: s, stride, padding).Geometry, 1e-4);
        ConvLoops.Check<double>(
            new ConvCase(N: 2, C: 3, H: 6, W: 11, K: 9, R: r, S: s, stride, padding).Geometry, 1e-12);
    }

    public static TheoryData<ConvCase> FewAndManyChannels =>
    [
        new ConvCase(N: 1, C: 1, H: 8, W: 9, K: 1, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 5, C: 1, H: 12, W: 12, K: 17, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 5, C: 17, H: 12, W: 12, K: 1, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 4, C: 2, H: 9, W: 8, K: 3, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 3, C: 40, H: 7, W: 7, K: 20, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 9, C: 1, H: 28, W: 28, K: 9, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 3, C: 9, H: 8, W: 7, K: 2, R: 3, S: 3, Stride: 1, Padding: 2),
        new ConvCase(N: 3, C: 3, H: 8, W: 7, K: 9, R: 4, S: 4, Stride: 3, Padding: 0),
        new ConvCase(N: 2, C: 9, H: 5, W: 5, K: 1, R: 5, S: 5, Stride: 1, Padding: 0),
        new ConvCase(N: 2, C: 3, H: 40, W: 37, K: 20, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 3, H: 33, W: 40, K: 16, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 1, C: 40, H: 8, W: 8, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 1, C: 20, H: 7, W: 5, K: 30, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 3, C: 128, H: 8, W: 7, K: 130, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 4, C: 130, H: 3, W: 5, K: 128, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 48, C: 24, H: 18, W: 17, K: 24, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 40, C: 6, H: 16, W: 16, K: 20, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(FewAndManyChannels))]
    public void Few_and_many_channels_match_the_loops(ConvCase convolution) =>
        ConvLoops.Check<float>(convolution.Geometry, 2e-4);

    public static TheoryData<ConvCase> WinogradConvolutions =>
    [
        .. WinogradBands,
        new ConvCase(N: 48, C: 16, H: 14, W: 14, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 64, C: 16, H: 16, W: 13, K: 48, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 37, C: 16, H: 24, W: 14, K: 32, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 5, C: 32, H: 12, W: 11, K: 32, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 5, C: 32, H: 13, W: 14, K: 48, R: 3, S: 3, Stride: 1, Padding: 0),
        new ConvCase(N: 40, C: 32, H: 12, W: 12, K: 32, R: 2, S: 2, Stride: 1, Padding: 0),
        new ConvCase(N: 64, C: 16, H: 24, W: 25, K: 32, R: 6, S: 6, Stride: 3, Padding: 2),
        new ConvCase(N: 80, C: 32, H: 16, W: 15, K: 48, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 17, C: 48, H: 33, W: 34, K: 80, R: 3, S: 3, Stride: 2, Padding: 0),
        new ConvCase(N: 48, C: 16, H: 14, W: 18, K: 32, R: 5, S: 5, Stride: 2, Padding: 2),
    ];

    /// <summary>Large images, which are cut into bands, the last of them smaller.</summary>
    private static ConvCase[] WinogradBands =>
    [
        new ConvCase(N: 2, C: 32, H: 15, W: 140, K: 32, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 5, C: 48, H: 56, W: 55, K: 80, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 5, C: 48, H: 65, W: 49, K: 80, R: 3, S: 3, Stride: 2, Padding: 0),
        new ConvCase(N: 3, C: 16, H: 61, W: 50, K: 32, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 5, C: 16, H: 58, W: 52, K: 32, R: 4, S: 4, Stride: 2, Padding: 1),
    ];

    [Theory]
    [MemberData(nameof(WinogradConvolutions))]
    public void Winograd_convolutions_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        WinogradConv<float>.Suits(g).ShouldBe(WinogradConv<float>.IsSupported);
        ConvLoops.Check<float>(g, 5e-4);
        ConvLoops.Check<double>(g, 1e-12);
    }

    /// <summary>
    /// Few filters in turn, with depths of several blocks, or few images in turn; and more tiles than a gradient takes
    /// at a time, or sums for it that are cut into parts.
    /// </summary>
    [Theory]
    [InlineData(40, 80, 112, 8, 4, true)]
    [InlineData(90, 128, 256, 8, 3, true)]
    [InlineData(32, 256, 512, 8, 4, true)]
    [InlineData(11, 16, 32, 64, 4, false)]
    [InlineData(11, 32, 32, 64, 3, false)]
    public void Winograd_convolutions_with_few_or_many_tiles_match_the_loops(
        int images, int channels, int filters, int size, int kernel, bool takesFiltersInTurn)
    {
        var g = new ConvCase(
            N: images, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, Stride: 2, Padding: 1).Geometry;
        WinogradConv<double>.Suits(g).ShouldBe(WinogradConv<double>.IsSupported);
        var cost = new WinogradCost(g);
        (cost.FiltersInTurn < cost.ImagesInTurn).ShouldBe(takesFiltersInTurn);
        ConvLoops.Check<double>(g, 1e-11);
    }

    [Theory]
    [InlineData(1, 8, 256, 4, false, false)]
    [InlineData(64, 4, 32, 3, true, false)]
    [InlineData(64, 4, 32, 4, true, true)]
    [InlineData(64, 8, 256, 3, true, true)]
    public void Winograd_convolutions_are_taken_where_their_cost_is_lower(
        int images, int size, int channels, int kernel, bool forWeightGradient, bool forOthers)
    {
        var g = new ConvCase(
            N: images, C: channels, H: 2 * size, W: 2 * size, K: 2 * channels, R: kernel, S: kernel, Stride: 2,
            Padding: 1).Geometry;
        var cost = new WinogradCost(g);
        cost.Direct.ShouldBe(images * size * size * kernel * kernel);
        cost.IsLow.ShouldBe(forOthers);
        cost.IsLowForWeightGradient.ShouldBe(forWeightGradient);
    }

    /// <summary>Timed on the processor that <see cref="WinogradCost"/> names.</summary>
    [Theory]
    [InlineData(64, 256, 16, 3, 2, true)]
    [InlineData(64, 128, 16, 3, 2, false)]
    [InlineData(64, 256, 8, 4, 2, true)]
    [InlineData(256, 256, 8, 4, 2, true)]
    [InlineData(512, 256, 8, 4, 2, false)]
    [InlineData(256, 256, 8, 3, 2, true)]
    [InlineData(512, 256, 8, 3, 2, false)]
    [InlineData(256, 512, 4, 3, 1, true)]
    [InlineData(512, 512, 4, 3, 1, false)]
    [InlineData(128, 256, 8, 3, 1, false)]
    public void Filters_are_taken_in_turn_where_they_are_more_than_the_tiles(
        int images, int channels, int size, int kernel, int stride, bool takesFiltersInTurn)
    {
        var g = new ConvCase(
            N: images, C: channels, H: size, W: size, K: stride * channels, R: kernel, S: kernel, Stride: stride,
            Padding: 1).Geometry;
        var cost = new WinogradCost(g);
        (cost.FiltersInTurn < cost.ImagesInTurn).ShouldBe(takesFiltersInTurn);
    }

    [Theory]
    [InlineData(64, 32, 8)]
    [InlineData(64, 144, 4)]
    [InlineData(128, 32, 16)]
    [InlineData(256, 32, 32)]
    public void Large_images_are_cut_into_bands(int size, int filters, int bands)
    {
        var g = new ConvCase(N: 2, C: 128, H: size, W: size, filters, R: 3, S: 3, Stride: 1, Padding: 1).Geometry;
        var tiles = new WinogradTiles(g);
        tiles.Bands.Count.ShouldBe(bands);
        tiles.Bands.Tiles.ShouldBe(tiles.Count / bands);
    }

    [Theory]
    [InlineData(256, 511, 128)]
    [InlineData(256, 512, 512)]
    public void Gradients_of_many_weights_take_more_tiles_at_a_time(int channels, int filters, int tiles)
    {
        var g = new ConvCase(N: 64, channels, H: 16, W: 16, filters, R: 3, S: 3, Stride: 2, Padding: 1).Geometry;
        new WinogradTiles(g).EnoughForWeightGradient.ShouldBe(tiles);
    }

    [Theory]
    [InlineData(4, 2, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 2)]
    public void Winograd_convolutions_lose_little_precision(int kernel, int stride, int padding)
    {
        var g = new ConvCase(N: 64, C: 64, H: 14, W: 14, K: 128, R: kernel, S: kernel, stride, padding).Geometry;
        ShouldBeNear(ConvLoops.Forward<float>(g), ConvLoops.Forward<double>(g));
        ShouldBeNear(ConvLoops.InputGradient<float>(g), ConvLoops.InputGradient<double>(g));
        ShouldBeNear(ConvLoops.WeightGradient<float>(g), ConvLoops.WeightGradient<double>(g));

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
    [InlineData(32, 32, 64, 3)]
    [InlineData(12, 24, 32, 1, 1)]
    [InlineData(64, 96, 12, 1, 1)]
    public void The_bits_do_not_depend_on_the_number_of_threads(
        int channels, int filters, int size, int kernel, int stride = 2)
    {
        var g = new ConvCase(
            N: 16, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, stride, Padding: kernel > 1 ? 1 : 0)
            .Geometry;
        ThreadCount.ShouldNotMatter<float>(() =>
        [
            .. ConvLoops.Forward<float>(g), .. ConvLoops.InputGradient<float>(g), .. ConvLoops.WeightGradient<float>(g),
        ]);
    }
}
