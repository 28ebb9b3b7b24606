using GanSharp.Tensors.Backends.Cpu.Convolution;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public class PixelConvTests
{
    /// <summary>
    /// Images smaller and larger than a step of the depth, tiles that reach over several images, and depths of several
    /// steps.
    /// </summary>
    public static TheoryData<ConvCase> PixelConvolutions =>
    [
        new ConvCase(N: 21, C: 5, H: 3, W: 5, K: 10, R: 1, S: 1, Stride: 1, Padding: 0),
        new ConvCase(N: 40, C: 48, H: 4, W: 4, K: 33, R: 1, S: 1, Stride: 1, Padding: 0),
        new ConvCase(N: 3, C: 300, H: 9, W: 11, K: 40, R: 1, S: 1, Stride: 1, Padding: 0),
        new ConvCase(N: 2, C: 33, H: 37, W: 29, K: 65, R: 1, S: 1, Stride: 1, Padding: 0),
    ];

    [Theory]
    [MemberData(nameof(PixelConvolutions))]
    public void Convolutions_of_single_pixels_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        PixelConv<float>.Suits(g).ShouldBeTrue();
        ConvLoops.Check<float>(g, 1e-3);
        ConvLoops.Check<double>(g, 1e-11);
    }

    [Theory]
    [InlineData(16, 64, 1, 1, 0, false)]
    [InlineData(16, 8, 1, 1, 0, true)]
    [InlineData(64, 64, 1, 1, 0, true)]
    [InlineData(64, 64, 1, 1, 1, false)]
    [InlineData(64, 64, 1, 2, 0, false)]
    [InlineData(64, 64, 3, 1, 1, false)]
    public void Single_pixels_are_taken_for_many_channels_or_small_images(
        int channels, int size, int kernel, int stride, int padding, bool suits)
    {
        var g = new ConvCase(
            N: 2, C: channels, H: size, W: size, K: channels, R: kernel, S: kernel, stride, padding).Geometry;
        PixelConv<float>.Suits(g).ShouldBe(suits);
    }
}
