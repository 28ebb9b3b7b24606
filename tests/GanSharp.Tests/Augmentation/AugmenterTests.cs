using GanSharp.Augmentation;
using GanSharp.Tensors;

namespace GanSharp.Tests.Augmentation;

public class AugmenterTests
{
    private const double Tolerance = 1e-12;

    private static readonly AugmentationFixture Fixture = Fixtures.Load<AugmentationFixture>("augmentation.json");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Fixture.Cases.Length)];

    [Theory, MemberData(nameof(Cases))]
    public void Images_and_gradients_are_those_of_PyTorch(int index)
    {
        var expected = Fixture.Cases[index];
        var x = Images(Fixture.X).Track();
        var y = new Augmenter(expected.Entries, PixelRange.SignedUnit).Apply(x, expected.Draw);
        y.Values().ShouldBeNear(expected.Y, Tolerance, "images");
        var gradient = Grad.Of((y * Images(Fixture.Weights)).Sum(), [x], createGraph: true)[0];
        gradient.Values().ShouldBeNear(expected.Gradient, Tolerance, "gradient");
    }

    [Fact]
    public void Pixels_from_0_to_1_change_as_those_from_minus_1_to_1_do()
    {
        var expected = Fixture.Cases[^1];
        var y = new Augmenter(expected.Entries, PixelRange.Unit).Apply((Images(Fixture.X) + 1) * 0.5, expected.Draw);
        (2 * y - 1).Values().ShouldBeNear(expected.Y, Tolerance, "images");
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("rotation")]
    [InlineData("colour")]
    [InlineData("cutout")]
    public void An_image_whose_number_is_not_below_the_probability_stays_as_it_is(string entry)
    {
        var augmenter = new Augmenter(["adaptive 0.5 8", entry], PixelRange.SignedUnit);
        Overfit(augmenter, images: 4);
        augmenter.Controller!.Probability.ShouldBe(0.5);
        var x = Images(Fixture.X);
        var y = augmenter.Apply(x, shape => Tensor.Full(shape, 0.5, DType.F64));
        y.Values().ShouldBeNear(x.Values(), 1e-15, "images");
        augmenter.Apply(x, shape => Tensor.Full(shape, 0.4999, DType.F64)).Shape.ShouldBe(x.Shape);
    }

    [Fact]
    public void As_many_numbers_are_drawn_for_any_probability()
    {
        var augmenter = new Augmenter(["adaptive", "flip", "colour"], PixelRange.SignedUnit);
        Shape? drawn = null;
        var x = Images(Fixture.X);
        augmenter.Apply(x, shape => Tensor.Zeros((Shape)(drawn = shape), DType.F64)).ShouldBeSameAs(x);
        drawn.ShouldBe([5, 6]);
    }

    [Theory]
    [InlineData("adaptive", "there is no transform to apply; add some, such as flip and translation")]
    [InlineData("flop", "there is no augmentation 'flop' among adaptive, flip, quarter-turns, translation, scale, "
        + "rotation, colour, cutout; did you mean flip?")]
    [InlineData("flip 2", "'2' in 'flip 2' is not understood; write flip")]
    [InlineData("cutout x", "'x' in 'cutout x' is not a number above 0; write cutout [SHARE]")]
    [InlineData("translation -1", "'-1' in 'translation -1' is not a number above 0; write translation [SHARE]")]
    public void A_bad_entry_is_refused(string entry, string message) =>
        Should.Throw<GanSharpException>(() => new Augmenter([entry], PixelRange.Unit)).Message.ShouldBe(message);

    private static void Overfit(Augmenter augmenter, int images)
    {
        for (var step = 0; step < 4; step++)
            augmenter.Controller!.Observe(images / 4, images / 4);
    }

    private static Tensor Images(double[] values) => Tensor.From(values, [.. Fixture.Shape], DType.F64);
}

/// <summary>PyTorch's results for some transforms of images x, and the weights of the sum of their pixels.</summary>
internal sealed record AugmentationFixture(int[] Shape, double[] X, double[] Weights, AugmentationCase[] Cases);

/// <summary>Some images, the numbers that transform them, and the results.</summary>
internal sealed record AugmentationCase(
    string[] Entries, double[] Drawn, int Columns, double[] Y, double[] Gradient)
{
    public Tensor Draw(Shape shape)
    {
        shape[1].ShouldBe(Columns);
        return Tensor.From(Drawn, shape, DType.F64);
    }
}
