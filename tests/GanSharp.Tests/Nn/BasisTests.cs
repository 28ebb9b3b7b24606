using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class BasisTests
{
    [Fact]
    public void An_image_is_made_of_learned_images_times_weighted_sums_of_the_vector()
    {
        var layer = new FromBasis(2, [2, 1, 2], dtype: DType.F64);
        Set(layer, [1, 2, 10, 20], [1, 1, 0, 3]);
        var images = layer.Forward(Tensor.From([1.0, 2, 5, -1], [2, 2], DType.F64), Pass.Evaluate);
        images.Shape.ShouldBe([2, 2, 1, 2]);
        images.Values().ShouldBe([3, 6, 60, 120, 4, 8, -30, -60], "sums of 3 and 6, then 4 and -3");
    }

    [Fact]
    public void A_vector_has_the_inner_product_of_each_channel_with_a_learned_image()
    {
        var layer = new ToBasis([2, 1, 2], DType.F64);
        Set(layer, [1, 2, 10, 20]);
        var vectors = layer.Forward(Tensor.From([1.0, 1, 1, 1, 0, 3, -1, 0], [2, 2, 1, 2], DType.F64), Pass.Evaluate);
        vectors.Shape.ShouldBe([2, 2]);
        vectors.Values().ShouldBe([3, 30, 6, -10]);
    }

    [Fact]
    public void Learned_images_start_from_the_normal_distribution_and_weights_as_the_initialiser_says()
    {
        var layer = new FromBasis(50, [40, 4, 4]);
        layer.Initialize(new NormalInit(0.02), new RandomStream("init", 1));
        DeviationOf(layer.Parameters[0]).ShouldBe(1, 0.1);
        DeviationOf(layer.Parameters[1]).ShouldBe(0.02, 0.002);

        static double DeviationOf(Tensor tensor) => Math.Sqrt(tensor.Values().Average(value => value * value));
    }

    [Fact]
    public void Samples_of_another_shape_are_refused()
    {
        Should.Throw<TensorException>(() => new FromBasis(2, [4])).Message
            .ShouldContain("makes images, not samples of (4)");
        Should.Throw<TensorException>(() => new ToBasis([2, 4, 4]).OutputShape([2, 4, 5])).Message
            .ShouldContain("takes images of (2, 4, 4), not samples of (2, 4, 5)");
    }

    private static void Set(Module layer, params double[][] values)
    {
        foreach (var (parameter, numbers) in layer.Parameters.Zip(values))
            InPlace.Copy(parameter, Tensor.From(numbers, parameter.Shape, DType.F64));
    }
}
