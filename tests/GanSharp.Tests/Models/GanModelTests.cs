using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Tests.Models;

public class GanModelTests
{
    private static readonly NetworkContext Context = new(Tiny.Image, 3);

    [Fact]
    public void Networks_fit_the_images_and_the_classes()
    {
        var model = new GanModel(Tiny.Recipe, Context);
        model.IsConditional.ShouldBeTrue();
        model.Range.ShouldBe(PixelRange.SignedUnit);
        model.Generator.OutputShape([3]).ShouldBe([1, 8, 8]);
        model.Discriminator.OutputShape([1, 8, 8]).ShouldBe([1]);
        model
            .Generator.NamedParameters.First()
            .Tensor.Shape[1]
            .ShouldBe(3 + 3, "three numbers of noise and three classes");
        model.Discriminator.NamedParameters.First().Tensor.Shape[1].ShouldBe(1 + 3, "one channel and three classes");
    }

    [Theory]
    [InlineData("linear 1", 64 + 3)]
    [InlineData("  maxout 2 2 , relu; linear 1", 64 + 3)]
    [InlineData("conv 2; linear 1", 1 + 3)]
    [InlineData("linear 5; concat-labels (linear 2, relu); linear 1", 64)]
    public void Labels_are_joined_to_vectors_where_the_first_layer_takes_vectors(string lines, int inputs) =>
        new GanModel(Tiny.Recipe.With("discriminator", lines), Context)
            .Discriminator.Parameters[0]
            .Shape[1]
            .ShouldBe(inputs);

    [Fact]
    public void Element_types_are_those_of_the_context() =>
        new GanModel(Tiny.Recipe, Context with { DType = DType.F64 }).Generator.State.ShouldAllBe(entry =>
            entry.Tensor.DType == DType.F64);

    [Fact]
    public void A_second_generator_has_the_same_structure_and_its_own_weights()
    {
        var model = new GanModel(Tiny.Recipe, Context);
        var second = model.BuildGenerator();
        Structure(second).ShouldBe(Structure(model.Generator));
        second.Parameters.Intersect(model.Generator.Parameters).ShouldBeEmpty();

        static IEnumerable<(string, Shape)> Structure(Module network) =>
            network.State.Select(entry => (entry.Name, entry.Tensor.Shape));
    }

    [Theory]
    [InlineData(
        "generator", "linear 7, tanh",
        "generator: yields samples of (7), but (1, 8, 8) is needed; change its last layers")]
    [InlineData(
        "discriminator", "linear 2", "discriminator: yields samples of (2), but (1) is needed; change its last layers")]
    [InlineData(
        "generator", "linear 7; lineer 9, tanh",
        "generator: layer line 2 ('lineer 9, tanh'): there is no layer 'lineer'; did you mean linear?")]
    [InlineData(
        "generator", "linear C x H x W, relu",
        "generator: ends in 'relu', but pixels need 'tanh' or 'sigmoid' at the end")]
    [InlineData(
        "discriminator", "",
        "discriminator: there are no layers; the last one should yield one number, such as 'linear 1'")]
    public void Networks_that_do_not_fit_are_refused(string network, string lines, string message) =>
        Should
            .Throw<GanSharpException>(() => new GanModel(Tiny.Recipe.With(network, lines), Context))
            .Message.ShouldBe(message);

    [Fact]
    public void An_unknown_term_is_reported_with_the_file() =>
        Should.Throw<GanSharpException>(() => new GanModel(Tiny.Recipe with { Terms = ["minmax"] }, Context)).Message
            .ShouldStartWith("tiny.yaml: terms: there is no term 'minmax' among ");

    [Fact]
    public void Conditioning_on_classes_needs_labels() =>
        Should.Throw<GanSharpException>(() => new GanModel(Tiny.Recipe, Context with { Classes = 0 })).Message.ShouldBe(
            "tiny.yaml:3: conditioning: the data has no labels to condition on; "
            + "use data with labels or --set conditioning=none");
}
