using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

/// <summary>By hand, on an image of 2×2 pixels with the values 1 to 4, or with a second channel of 10 to 40.</summary>
public class ResidualTests
{
    private static readonly Pass Train = new(Mode.Train);
    private static readonly Tensor One = Tensor.From([1.0, 2, 3, 4], [1, 1, 2, 2], DType.F64);
    private static readonly Tensor Two = Tensor.From([1.0, 2, 3, 4, 10, 20, 30, 40], [1, 2, 2, 2], DType.F64);

    [Fact]
    public void The_input_is_added_where_shapes_agree()
    {
        var block = new Residual(new Activation(x => x * 3), [1, 2, 2], DType.F64);
        block.Forward(One, Train).Values().ShouldBe([4, 8, 12, 16]);
        block.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public void The_means_of_windows_are_added_where_the_body_shrinks_the_image() =>
        new Residual(Resample.MaxPool(2, 2), [2, 2, 2], DType.F64)
            .Forward(Two, Train)
            .Values()
            .ShouldBe([4 + 2.5, 40 + 25]);

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    public void There_is_no_shortcut_to_an_image_a_little_larger_or_smaller(int input, int output)
    {
        Module body = output > input ? new Conv2d(1, 1, new(2, Padding: 1)) : new Conv2d(1, 1, new(2));
        Should
            .Throw<TensorException>(() => new Residual(body, [1, input, input]))
            .Message.ShouldContain(
                $"samples of (1, {input}, {input}) become (1, {output}, {output}), "
                + "and there is no shortcut between them");
    }

    [Fact]
    public void Repeated_pixels_are_added_where_the_body_grows_the_image()
    {
        var block = new Residual(new ConvTranspose2d(1, 1, new(2, 2), dtype: DType.F64), [1, 2, 2], DType.F64);
        block
            .Forward(One, Train)
            .Values()
            .ShouldBe([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], "the body's weights are still zero");
    }

    /// <summary>From two channels to one: half of the first and a tenth of the second.</summary>
    [Theory]
    [InlineData(1, new[] { 1.5, 3, 4.5, 6 })]
    [InlineData(2, new[] { 3.75 })]
    public void Channels_are_mixed_without_a_bias_where_their_number_changes(int stride, double[] expected)
    {
        var block = new Residual(new Conv2d(2, 1, new(stride, stride), dtype: DType.F64), [2, 2, 2], DType.F64);
        InPlace.Copy(
            block.NamedParameters.Single(parameter => parameter.Name == "shortcut.weight").Tensor,
            Tensor.From([0.5, 0.1], [1, 2, 1, 1], DType.F64));
        block.Forward(Two, Train).Values().ShouldBe(expected, tolerance: 1e-12);
        block
            .NamedParameters.Select(parameter => parameter.Name)
            .ShouldBe(["body.weight", "body.bias", "shortcut.weight"]);
    }

    [Fact]
    public void Channels_are_mixed_where_the_image_grows_too()
    {
        var block = new Residual(new ConvTranspose2d(2, 1, new(2, 2), dtype: DType.F64), [2, 2, 2], DType.F64);
        InPlace.Copy(block.Parameters[^1], Tensor.From([0.5, 0.1], [1, 2, 1, 1], DType.F64));
        block
            .Forward(Two, Train)
            .Values()
            .ShouldBe([1.5, 1.5, 3, 3, 1.5, 1.5, 3, 3, 4.5, 4.5, 6, 6, 4.5, 4.5, 6, 6], tolerance: 1e-12);
    }

    [Fact]
    public void Vectors_of_another_length_are_mixed_too()
    {
        var block = new Residual(new Linear(2, 1, dtype: DType.F64), [2], DType.F64);
        InPlace.Copy(block.Parameters[^1], Tensor.From([0.5, 0.1], [1, 2], DType.F64));
        block.Forward(Tensor.From([4.0, 20], [1, 2], DType.F64), Train).Item().ShouldBe(4, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 1)]
    public void Sizes_that_are_not_multiples_of_each_other_have_no_shortcut(int size, int stride) =>
        Should
            .Throw<TensorException>(() => new Residual(new Conv2d(1, 1, new(size, stride)), [1, 5, 5]))
            .Message.ShouldEndWith("and there is no shortcut between them; sizes must be multiples of each other");
}
