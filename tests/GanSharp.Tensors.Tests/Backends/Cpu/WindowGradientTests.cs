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
}
