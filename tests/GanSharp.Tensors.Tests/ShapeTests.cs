namespace GanSharp.Tensors.Tests;

public class ShapeTests
{
    private static readonly Shape Images = [64, 1, 28, 28];

    [Fact]
    public void Knows_its_extents()
    {
        Images.Rank.ShouldBe(4);
        Images.Size.ShouldBe(64 * 28 * 28);
        Images[0].ShouldBe(64);
        Images[-1].ShouldBe(28);
        Images[-4].ShouldBe(64);
        Images.Extents.ToArray().ShouldBe([64, 1, 28, 28]);
        Images.ToString().ShouldBe("(64, 1, 28, 28)");
    }

    [Fact]
    public void A_scalar_has_no_axes_and_one_element()
    {
        Shape.Scalar.Rank.ShouldBe(0);
        Shape.Scalar.Size.ShouldBe(1);
        Shape.Scalar.ToString().ShouldBe("()");
        default(Shape).ShouldBe(Shape.Scalar);
        default(Shape).Size.ShouldBe(1);
    }

    [Fact]
    public void An_extent_may_be_zero()
    {
        Shape empty = [3, 0];

        empty.Size.ShouldBe(0);
    }

    [Fact]
    public void Equality_compares_extents()
    {
        Shape same = [64, 1, 28, 28], other = [64, 28, 28];

        (Images == same).ShouldBeTrue();
        (Images != other).ShouldBeTrue();
        Images.Equals((object)same).ShouldBeTrue();
        Images.GetHashCode().ShouldBe(same.GetHashCode());
    }

    [Fact]
    public void With_replaces_one_extent_and_leaves_the_original()
    {
        Images.With(1, 3).ShouldBe([64, 3, 28, 28]);
        Images.With(-1, 5).ShouldBe([64, 1, 28, 5]);
        Images.ShouldBe([64, 1, 28, 28]);
    }

    [Fact]
    public void Axis_counts_from_either_end_and_its_error_names_the_operation()
    {
        Images.Axis("sum", 3).ShouldBe(3);
        Images.Axis("sum", -1).ShouldBe(3);
        Images.Axis("sum", -4).ShouldBe(0);
        Should
            .Throw<TensorException>(() => Images.Axis("sum", 4))
            .Message.ShouldBe("[sum] (64, 1, 28, 28) has no axis 4");
        Should.Throw<TensorException>(() => Images.Axis("sum", -5)).Op.ShouldBe("sum");
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 3 }, new[] { 2, 3 })]
    [InlineData(new int[0], new[] { 4 }, new[] { 4 })]
    [InlineData(new[] { 5, 1, 7 }, new[] { 6, 1 }, new[] { 5, 6, 7 })]
    [InlineData(new[] { 0, 3 }, new[] { 1, 3 }, new[] { 0, 3 })]
    public void Broadcast_aligns_trailing_axes_and_stretches_ones(int[] a, int[] b, int[] expected)
    {
        Shape.Broadcast("add", [.. a], [.. b]).ShouldBe([.. expected]);
        Shape.Broadcast("add", [.. b], [.. a]).ShouldBe([.. expected]);
    }

    [Fact]
    public void Broadcast_refuses_extents_that_differ() =>
        Should.Throw<TensorException>(() => Shape.Broadcast("add", [2, 3], [2, 4])).Message
            .ShouldBe("[add] (2, 3) and (2, 4) do not broadcast: 3 against 4");

    [Fact]
    public void Refuses_negative_extents_and_more_elements_than_can_be_counted()
    {
        Should
            .Throw<TensorException>(() => Shape.Create([2, -1]))
            .Message.ShouldBe("[shape] extent -1 in (2, -1) is negative");
        Should
            .Throw<TensorException>(() => Shape.Create([1 << 16, 1 << 15]))
            .Message.ShouldContain("(65536, 32768) has more than");
        Shape.Create([int.MaxValue]).Size.ShouldBe(int.MaxValue);
    }
}
