using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class ClassFiguresTests
{
    [Fact]
    public void The_most_likely_class_is_predicted_and_counted()
    {
        var predicted = ClassFigures.Predict(Tensor.From([1f, 3, 2, 5, 5, 0, -1, -2, -0.5f], [3, 3]));

        predicted.ShouldBe([1, 0, 2]);
        ClassFigures.Count(predicted, 4).ShouldBe([1, 1, 1, 0]);
        ClassFigures.Accuracy(predicted, [1, 1, 2]).ShouldBe(2 / 3d);
    }

    [Fact]
    public void Equal_shares_have_a_divergence_of_0() => ClassFigures.Divergence([10, 20, 0], [10, 20, 0]).ShouldBe(0);

    [Fact]
    public void The_divergence_adds_half_an_image_to_every_class() =>
        ClassFigures
            .Divergence([3, 0], [1, 7])
            .ShouldBe(3.5 / 4 * Math.Log(3.5 / 4 / (1.5 / 9)) + 0.5 / 4 * Math.Log(0.5 / 4 / (7.5 / 9)), 1e-12);

    [Fact]
    public void A_class_without_real_images_keeps_the_divergence_finite() =>
        ClassFigures.Divergence([0, 1000], [1000, 0]).ShouldBeInRange(5, 10);

    [Theory]
    [InlineData(new[] { 990, 10, 0 }, 2)]
    [InlineData(new[] { 991, 9, 0 }, 1)]
    [InlineData(new[] { 2, 0, 1 }, 2)]
    public void A_class_with_one_percent_of_the_samples_is_a_mode(int[] counts, int modes) =>
        ClassFigures.Modes(counts).ShouldBe(modes);
}
