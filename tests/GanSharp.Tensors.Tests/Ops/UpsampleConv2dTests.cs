namespace GanSharp.Tensors.Tests.Ops;

/// <summary>Compares the operation with an upsampling followed by a convolution.</summary>
[Collection(SerialCollection.Name)]
public class UpsampleConv2dTests
{
    private const int LargestSubPixel = 8;

    /// <summary>
    /// Scales, filters and paddings on both sides of the limits of the sub-pixel form, with few and many channels.
    /// </summary>
    public static TheoryData<int, int, int, int> Windows
    {
        get
        {
            var windows = new TheoryData<int, int, int, int>();
            foreach (var scale in (int[])[1, 2, 3, LargestSubPixel, LargestSubPixel + 1])
            {
                foreach (var kernel in (int[])[1, 2, 3, 4, 5, LargestSubPixel, LargestSubPixel + 1])
                {
                    foreach (var padding in (HashSet<int>)[0, 1, kernel - 1, kernel])
                    {
                        if (scale * 3 + 2 * padding >= kernel)
                            windows.Add(scale, kernel, padding, scale == 2 ? 17 : 2);
                    }
                }
            }
            return windows;
        }
    }

    [Theory, MemberData(nameof(Windows))]
    public void It_equals_an_upsampling_and_a_convolution_up_to_second_derivatives(
        int scale, int kernel, int padding, int channels)
    {
        Check(DType.F32, 2e-5);
        Check(DType.F64, 1e-12);

        void Check(DType dtype, double tolerance)
        {
            using var scope = new TensorScope();
            var inputs = Inputs([2, 3, 5, 3], [channels, 3, kernel, kernel], dtype);
            var fused = WithDerivatives(inputs, x => x[0].UpsampleConv2d(x[1], x[2], scale, padding));
            var apart = WithDerivatives(inputs, x => x[0].UpsampleNearest(scale).Conv2d(x[1], x[2], 1, padding));
            for (var i = 0; i < apart.Length; i++)
                fused[i].ShouldBeNear(apart[i], tolerance, $"{dtype}, result {i}");
        }
    }

    [Fact]
    public void Upsampled_images_are_not_built_and_four_ninths_of_the_products_remain()
    {
        using var scope = new TensorScope();
        var inputs = Inputs([2, 5, 6, 6], [7, 5, 3, 3], DType.F32);

        var fused = Profile(() => WithDerivatives(inputs, x => x[0].UpsampleConv2d(x[1], x[2], 2, 1)));
        var apart = Profile(() => WithDerivatives(inputs, x => x[0].UpsampleNearest(2).Conv2d(x[1], x[2], 1, 1)));

        apart.ShouldContain(use => use.Kernel == "upsample");
        fused.ShouldNotContain(use => use.Kernel == "upsample");
        Products(fused).ShouldBe(Products(apart) * 4 / 9, tolerance: 1e-3);
    }

    /// <summary>To sum many weights takes longer than to multiply them with few pixels.</summary>
    [Theory]
    [InlineData(2, 72, true)]
    [InlineData(2, 73, false)]
    [InlineData(28, 1050, false)]
    [InlineData(29, 1050, true)]
    public void Upsampled_images_are_built_where_weights_exceed_few_outputs(int images, int pairs, bool areFolded)
    {
        using var scope = new TensorScope();
        var inputs = Inputs([images, pairs, 3, 3], [1, pairs, 3, 3], DType.F32);
        var uses = Profile(() => inputs[0].UpsampleConv2d(inputs[1], inputs[2], 2, 1));
        uses.Any(use => use.Kernel == "upsample").ShouldBe(!areFolded);
    }

    private static Tensor[] Inputs(Shape images, Shape weight, DType dtype)
    {
        var stream = new RandomStream("inputs", seed: 3);
        return
        [
            .. ((Shape[])[images, weight, [weight[0]]]).Select(shape => stream.Normal(shape, dtype: dtype).Track()),
        ];
    }

    /// <summary>y, the gradients of the mean of y², and the gradients of the sum of their squares.</summary>
    private static Tensor[] WithDerivatives(Tensor[] inputs, Func<Tensor[], Tensor> function)
    {
        var y = function(inputs);
        var first = Grad.Of(y.Square().Mean(), inputs, createGraph: true);
        return
        [
            y,
            .. first,
            .. Grad.Of(first.Select(grad => grad.Square().Sum()).Aggregate((sum, term) => sum + term), inputs),
        ];
    }

    private static IReadOnlyList<KernelUse> Profile(Action action)
    {
        using var profile = KernelProfile.Start();
        action();
        return profile.Uses;
    }

    private static double Products(IReadOnlyList<KernelUse> uses) =>
        uses.Where(use => use.Kernel.StartsWith("conv", StringComparison.Ordinal)).Sum(use => use.Operations);
}
