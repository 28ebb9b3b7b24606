using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

[Collection(nameof(ThreadCount))]
public class WindowGradientTests
{
    /// <summary>
    /// Large images and several small ones at a time, with a rest; rows of windows that fill vectors or nearly do.
    /// </summary>
    public static TheoryData<ConvCase> Convolutions =>
    [
        new ConvCase(N: 3, C: 16, H: 32, W: 34, K: 16, R: 3, S: 3, Stride: 2, Padding: 1),
        new ConvCase(N: 19, C: 10, H: 8, W: 8, K: 13, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 40, C: 3, H: 8, W: 8, K: 64, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 2, C: 23, H: 37, W: 29, K: 5, R: 4, S: 2, Stride: 3, Padding: 0),
        new ConvCase(N: 1, C: 31, H: 3, W: 3, K: 60, R: 3, S: 3, Stride: 1, Padding: 1),
    ];

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Gradients_of_windows_in_place_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        WindowGradient<float>.Suits(g).ShouldBe(MicroKernel.ReadsInPlace);
        ConvLoops.Check<float>(g, 5e-3);
        ConvLoops.Check<double>(g, 1e-10);
    }

    /// <summary>
    /// Rows of windows that fill no vector, or less than one: in registers of each size, up to the last element, with
    /// windows that do not fill the last vector.
    /// </summary>
    public static TheoryData<ConvCase> CopiedWindows =>
    [
        new ConvCase(N: 19, C: 3, H: 8, W: 9, K: 64, R: 3, S: 3, Stride: 1, Padding: 1),
        new ConvCase(N: 3, C: 3, H: 33, W: 34, K: 61, R: 4, S: 4, Stride: 2, Padding: 1),
        new ConvCase(N: 5, C: 1, H: 28, W: 27, K: 33, R: 5, S: 5, Stride: 2, Padding: 0),
        new ConvCase(N: 40, C: 3, H: 8, W: 8, K: 64, R: 5, S: 5, Stride: 2, Padding: 2),
        new ConvCase(N: 7, C: 1, H: 14, W: 20, K: 20, R: 9, S: 9, Stride: 3, Padding: 4),
        new ConvCase(N: 2, C: 5, H: 11, W: 12, K: 18, R: 4, S: 4, Stride: 2, Padding: 1),
    ];

    [Theory]
    [MemberData(nameof(CopiedWindows))]
    public void Gradients_of_copied_windows_match_the_loops(ConvCase convolution)
    {
        var g = convolution.Geometry;
        WindowGradient<float>.Suits(g).ShouldBe(MicroKernel.ReadsInPlace);
        (MicroKernel.ReadsInPlace && !WindowGradient<float>.CopiesWindows(g)).ShouldBeFalse();
        ConvLoops.Check<float>(g, 5e-3);
        ConvLoops.Check<double>(g, 1e-10);
    }

    [Theory]
    [InlineData(3, 64, 64, 4, true)]
    [InlineData(3, 64, 16, 5, true)]
    [InlineData(3, 16, 16, 4, true)]
    [InlineData(3, 32, 64, 4, false)]
    [InlineData(3, 32, 32, 5, false)]
    [InlineData(4, 64, 32, 4, false)]
    [InlineData(1, 64, 32, 3, false)]
    public void Windows_are_copied_where_their_rows_fill_vectors_badly(
        int channels, int filters, int size, int kernel, bool isCopied)
    {
        var g = new ConvCase(
            N: 16, C: channels, H: size, W: size, K: filters, R: kernel, S: kernel, Stride: 2, Padding: 1).Geometry;
        if (MicroKernel.ReadsInPlace)
            WindowGradient<float>.CopiesWindows(g).ShouldBe(isCopied);
    }
}
