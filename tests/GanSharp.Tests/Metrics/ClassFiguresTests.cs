using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class ClassFiguresTests
{
    [Fact]
    public void The_likeliest_class_is_predicted_and_counted()
    {
        var predicted = ClassFigures.Predict(Tensor.From([1f, 3, 2, 5, 5, 0, -1, -2, -0.5f], [3, 3]));

        predicted.ShouldBe([1, 0, 2]);
        ClassFigures.Count(predicted, 4).ShouldBe([1, 1, 1, 0]);
        ClassFigures.Accuracy(predicted, [1, 1, 2]).ShouldBe(2 / 3d);
    }

    [Fact]
    public void Equal_shares_do_not_diverge() => ClassFigures.Divergence([10, 20, 0], [10, 20, 0]).ShouldBe(0);

    [Fact]
    public void The_divergence_is_that_of_the_shares_with_half_an_image_added() =>
        ClassFigures
            .Divergence([3, 0], [1, 7])
            .ShouldBe(3.5 / 4 * Math.Log(3.5 / 4 / (1.5 / 9)) + 0.5 / 4 * Math.Log(0.5 / 4 / (7.5 / 9)), 1e-12);

    [Fact]
    public void A_class_that_only_samples_have_leaves_the_divergence_finite() =>
        ClassFigures.Divergence([0, 1000], [1000, 0]).ShouldBeInRange(5, 10);

    [Theory]
    [InlineData(new[] { 990, 10, 0 }, 2)]
    [InlineData(new[] { 991, 9, 0 }, 1)]
    [InlineData(new[] { 2, 0, 1 }, 2)]
    public void A_class_with_a_hundredth_of_the_samples_is_a_mode(int[] counts, int modes) =>
        ClassFigures.Modes(counts).ShouldBe(modes);
}
