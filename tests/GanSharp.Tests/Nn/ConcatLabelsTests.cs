using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class ConcatLabelsTests
{
    [Fact]
    public void A_vector_gets_the_one_hot_label_as_further_elements() =>
        new ConcatLabels(3).Forward(Tensor.From([1f, 2, 3, 4], [2, 2]), new Pass(Mode.Train, [2, 0]))
            .ToArray<float>().ShouldBe([1, 2, 0, 0, 1, 3, 4, 1, 0, 0]);

    [Fact]
    public void An_image_gets_a_plane_for_each_class_and_that_of_the_label_is_ones()
    {
        var y = new ConcatLabels(2).Forward(Tensor.From([1f, 2, 3, 4], [2, 1, 1, 2]), new Pass(Mode.Train, [1, 0]));
        y.Shape.ShouldBe([2, 3, 1, 2]);
        y.ToArray<float>().ShouldBe([1, 2, 0, 0, 1, 1, 3, 4, 1, 1, 0, 0]);
    }

    [Theory]
    [InlineData(null, "[concat-labels] the pass over (2, 4) has no labels")]
    [InlineData(new[] { 1 }, "[concat-labels] 1 labels do not match the batch of (2, 4)")]
    [InlineData(new[] { 1, 3 }, "[one-hot] label 3 is not one of 3 classes")]
    [InlineData(new[] { 1, -1 }, "[one-hot] label -1 is not one of 3 classes")]
    public void Labels_that_do_not_fit_are_refused(int[]? labels, string message) =>
        Should
            .Throw<TensorException>(() =>
                new ConcatLabels(3).Forward(Tensor.Ones([2, 4]), new Pass(Mode.Train, labels)))
            .Message.ShouldBe(message);
}
