using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public class PlaneConvTests
{
    /// <summary>
    /// Rows that tiles end with or do not, several bands, depths of several steps, filters of one pixel, and images
    /// whose pixels do not fill whole vectors.
    /// </summary>
    public static TheoryData<ConvCase> PlaneConvolutions =>
    [
        new ConvCase(N: 3, C: 16, H: 64, W: 64, K: 16, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 2, C: 24, H: 32, W: 48, K: 40, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 1, C: 33, H: 41, W: 29, K: 23, R: 3, S: 5, Stride: 1, Padding: 2),
        new ConvCase(N: 2, C: 9, H: 37, W: 34, K: 24, R: 4, S: 2, Stride: 1, Padding: 0),
        new ConvCase(N: 3, C: 17, H: 35, W: 33, K: 23, R: 1, S: 1, Stride: 1, Padding: 0),
        new ConvCase(N: 2, C: 300, H: 16, W: 16, K: 24, R: 1, S: 1, Stride: 1, Padding: 0),
        new ConvCase(N: 3, C: 16, H: 64, W: 64, K: 16, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 3, H: 65, W: 71, K: 22, R: 5, S: 4, Stride: 2, Padding: 2),
        new ConvCase(N: 1, C: 9, H: 70, W: 57, K: 8, R: 4, S: 5, Stride: 3, Padding: 1),
    ];

    [Theory]
    [MemberData(nameof(PlaneConvolutions))]
    public void Convolutions_of_planes_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        PlaneConv<float>.Suits(g).ShouldBe(g.Stride == 1 || MicroKernel.ReadsInPlace);
        ConvLoops.Check<float>(g, 1e-3);
        ConvLoops.Check<double>(g, 1e-11);
    }

    /// <summary>
    /// Several bands, channels that do not fill the last copies, and rows that do not fill vectors; one filter has an
    /// algorithm of its own with stride 2.
    /// </summary>
    public static TheoryData<ConvCase> FewFilterConvolutions =>
    [
        new ConvCase(N: 3, C: 64, H: 64, W: 64, K: 3, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 5, H: 131, W: 259, K: 4, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 3, H: 16, W: 17, K: 2, R: 5, S: 3, Stride: 2, Padding: 2),
        new ConvCase(N: 1, C: 7, H: 40, W: 37, K: 1, R: 2, S: 2, Stride: 3, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(FewFilterConvolutions))]
    public void Convolutions_to_few_filters_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        FewFilters<float>.Suits(g).ShouldBeTrue();
        ConvLoops.Check<float>(g, 5e-3);
        ConvLoops.Check<double>(g, 1e-10);
    }

    /// <summary>Outputs in place and in copies, with and without whole vectors in their rows.</summary>
    public static TheoryData<ConvCase> PlaneGradients =>
    [
        new ConvCase(N: 2, C: 16, H: 64, W: 67, K: 13, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 2, C: 64, H: 64, W: 64, K: 3, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 1, C: 20, H: 65, W: 70, K: 2, R: 5, S: 4, Stride: 2, Padding: 2),
        new ConvCase(N: 3, C: 16, H: 64, W: 64, K: 16, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 2, C: 3, H: 70, W: 81, K: 32, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 1, C: 3, H: 60, W: 48, K: 7, R: 3, S: 3, Stride: 3, Padding: 0),
        new ConvCase(N: 2, C: 22, H: 33, W: 35, K: 31, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(PlaneGradients))]
    public void Gradients_of_planes_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        PlaneGradient<float>.Suits(g).ShouldBeTrue();
        ConvLoops.Check<float>(g, 5e-3);
        ConvLoops.Check<double>(g, 1e-10);
    }

    /// <summary>
    /// Odd and even sizes and paddings, filters of one tap in some phases or in none, several bands, and channels that
    /// do not fill the last tile.
    /// </summary>
    public static TheoryData<ConvCase> PhaseGradients =>
    [
        new ConvCase(N: 3, C: 64, H: 32, W: 32, K: 3, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 15, H: 33, W: 38, K: 5, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 2, C: 8, H: 35, W: 37, K: 24, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 1, C: 23, H: 32, W: 35, K: 9, R: 3, S: 3, Stride: 2, Padding: 0),
        new ConvCase(N: 1, C: 16, H: 36, W: 31, K: 7, R: 5, S: 5, Stride: 2, Padding: 4),
        new ConvCase(N: 2, C: 7, H: 41, W: 32, K: 4, R: 2, S: 2, Stride: 2, Padding: 1),
        new ConvCase(N: 1, C: 8, H: 33, W: 34, K: 4, R: 1, S: 1, Stride: 2, Padding: 0),
        new ConvCase(N: 1, C: 8, H: 140, W: 150, K: 30, R: 6, S: 6, Stride: 2, Padding: 3),
    ];

    [Theory]
    [MemberData(nameof(PhaseGradients))]
    public void Input_gradients_of_phases_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        PlanePhases<float>.Suits(g).ShouldBe(MicroKernel.ReadsInPlace);
        ConvLoops.Check<float>(g, 5e-3);
        ConvLoops.Check<double>(g, 1e-10);
    }

    [Theory]
    [InlineData(64, 3, 32, true)]
    [InlineData(16, 16, 32, true)]
    [InlineData(64, 3, 16, false)]
    [InlineData(10, 16, 32, false)]
    [InlineData(24, 40, 32, false)]
    public void Phases_are_taken_for_large_images_of_few_filters(int channels, int filters, int size, bool suits)
    {
        var g = new ConvCase(
            N: 16, C: channels, H: size, W: size, K: filters, R: 3, S: 3, Stride: 2, Padding: 1).Geometry;
        PlanePhases<float>.Suits(g).ShouldBe(suits && MicroKernel.ReadsInPlace);
    }

    [Theory]
    [InlineData(16, 16, 64, 1, 1, true, true)]
    [InlineData(64, 64, 16, 1, 1, true, true)]
    [InlineData(256, 256, 8, 1, 1, false, false)]
    [InlineData(16, 16, 64, 3, 1, true, true)]
    [InlineData(16, 16, 8, 3, 1, false, false)]
    [InlineData(3, 64, 64, 3, 1, false, true)]
    [InlineData(24, 9, 32, 3, 1, false, true)]
    [InlineData(24, 48, 32, 3, 1, true, false)]
    [InlineData(16, 16, 64, 3, 2, true, true)]
    [InlineData(16, 16, 32, 3, 2, true, false)]
    [InlineData(24, 48, 64, 3, 2, false, false)]
    [InlineData(3, 64, 64, 3, 2, false, false)]
    [InlineData(3, 32, 64, 3, 2, true, true)]
    [InlineData(64, 3, 16, 3, 2, false, true)]
    public void Planes_are_taken_for_large_images_of_few_channels(
        int channels, int filters, int size, int kernel, int stride, bool forOutputs, bool forWeightGradient)
    {
        var g = new ConvCase(
            N: 16, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, Stride: stride,
            Padding: kernel / 2)
            .Geometry;
        PlaneConv<float>.Suits(g).ShouldBe(forOutputs && (stride == 1 || MicroKernel.ReadsInPlace));
        PlaneGradient<float>.Suits(g).ShouldBe(forWeightGradient);
    }
}
