using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class LayerTextTests
{
    [Fact]
    public void A_line_is_split_into_layers_and_their_parts()
    {
        var layers = LayerText.Split(" conv  64 k4 s2, residual (relu, conv 8 x 3) ");
        layers.Select(layer => layer.Name).ShouldBe(["conv", "residual"]);
        layers[0].Values.ShouldBe(["64"]);
        layers[0].Options.ShouldBe(new Dictionary<char, string> { ['k'] = "4", ['s'] = "2" });
        layers[0].Inner.ShouldBeEmpty();
        layers[1].Text.ShouldBe("residual (relu, conv 8 x 3)");
        layers[1].Inner.ShouldHaveSingleItem().Select(layer => layer.Text).ShouldBe(["relu", "conv 8 x 3"]);
    }

    [Fact]
    public void A_layer_may_have_several_brackets()
    {
        var layer = LayerText.Split("mean 3 (relu, mean (tanh) (elu)) (conv 8)").ShouldHaveSingleItem();
        layer.Values.ShouldBe(["3"]);
        layer.Inner.Select(inner => inner.Select(part => part.Text)).ShouldBe(
            [["relu", "mean (tanh) (elu)"], ["conv 8"]]);
        layer.Uses("elu").ShouldBeTrue();
        layer.Uses("gelu").ShouldBeFalse();
    }

    [Theory]
    [InlineData("relu", true)]
    [InlineData("tanh", true)]
    [InlineData("rel", false)]
    [InlineData("conv 8", false)]
    public void Layers_in_brackets_count_as_used(string kind, bool expected) =>
        LayerText.Split("residual (conv 8, residual (relu)), tanh").Any(layer => layer.Uses(kind)).ShouldBe(expected);

    [Theory]
    [InlineData(" ", "a layer is empty; is there a comma too many?")]
    [InlineData("residual ()", "a layer is empty; is there a comma too many?")]
    [InlineData("conv 1 k3 k4", "'conv 1 k3 k4' sets k twice")]
    [InlineData(
        "residual (relu) conv", "'residual (relu) conv' does not end with the bracket it opens; is a comma missing?")]
    [InlineData(
        "mean (relu) x (tanh)", "'mean (relu) x (tanh)' does not end with the bracket it opens; is a comma missing?")]
    public void Text_that_is_not_a_layer_is_refused(string text, string message) =>
        Should.Throw<GanSharpException>(() => LayerText.Split(text)).Message.ShouldBe(message);
}
