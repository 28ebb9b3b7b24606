using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>By hand, on one real image of 4×4 pixels with the values 0 to 15; features are the image times 2.</summary>
public class ReconstructionTests
{
    private static readonly double[] Image = [.. Enumerable.Range(0, 16).Select(i => (double)i)];

    /// <summary>
    /// Windows of 2×2 have the means 2.5, 4.5, 10.5 and 12.5; those of the features are twice as large.
    /// </summary>
    [Fact]
    public void The_whole_image_is_compared_at_the_size_of_what_is_decoded() =>
        Loss(3, Step(0, new FeatureDecoder(Resample.AveragePool(2, 2), [1, 4, 4], [1, 4, 4])))
            .ShouldBe(3 * (2.5 + 4.5 + 10.5 + 12.5) / 4, tolerance: 1e-12);

    /// <summary>What is decoded is twice the quarter, so the error is the quarter's mean.</summary>
    [Theory]
    [InlineData(0, 2.5)]
    [InlineData(0.25, 4.5)]
    [InlineData(0.5, 10.5)]
    [InlineData(0.999, 12.5)]
    public void A_part_is_compared_with_the_same_quarter_of_the_image(double drawn, double mean) =>
        Loss(1, Step(drawn, Decoder(ofPart: true))).ShouldBe(mean, tolerance: 1e-12);

    [Fact]
    public void Errors_of_all_decoders_add_up_and_fakes_do_not_count()
    {
        var step = Step(0.25, Decoder(ofPart: false), Decoder(ofPart: true));
        Loss(2, step).ShouldBe(2 * (7.5 + 4.5), tolerance: 1e-12);
        new Reconstruction().ForGenerator(step).ShouldBeNull();
    }

    [Fact]
    public void Its_log_has_the_error_without_the_weight()
    {
        var (term, step) = (new Reconstruction(5), Step(0, Decoder(ofPart: false)));
        term.ForDiscriminator(step);
        var (name, value) = term.Measure(step).ShouldHaveSingleItem();
        (name, value.Item()).ShouldBe(("reconstruction", 7.5));
    }

    private static double Loss(double weight, StepContext step) =>
        new Reconstruction(weight).ForDiscriminator(step)!.Item();

    private static FeatureDecoder Decoder(bool ofPart) =>
        new(new Activation(x => x), [1, 4, 4], [1, 4, 4], ofPart);

    private static StepContext Step(double drawn, params FeatureDecoder[] decoders)
    {
        var recipe = new Recipe
        {
            Name = "given",
            Latent = new(1),
            Generator = ["linear C x H x W, tanh"],
            Terms = ["reconstruction"],
        };
        var discriminator = new Discriminator
        {
            Trunk = new Sequential(
            [
                ("twice", new Activation(x => x * 2)),
                .. decoders.Select(decoder => ("decode", (Module)decoder)),
            ]),
        };
        var model = new GanModel(
            recipe, new NetworkContext(new ImageShape(1, 4, 4), 0, DType.F64),
            new CustomParts { Discriminator = _ => discriminator });
        return new StepContext(
            model, new(Tensor.From(Image, [1, 1, 4, 4], DType.F64)),
            new(Tensor.Full([1, 1, 4, 4], 1000, DType.F64)), Tensor.Zeros([1, 1], DType.F64),
            Dropout.From(new RandomStream("dropout", 1)), shape => Tensor.Full(shape, drawn, DType.F64));
    }
}
