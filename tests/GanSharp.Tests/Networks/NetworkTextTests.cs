using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class NetworkTextTests
{
    [Fact]
    public void A_line_is_parsed_once()
    {
        var text = new NetworkText(["linear 4, relu", "tanh"]);
        text.Count.ShouldBe(2);
        text[0].Select(layer => layer.Name).ShouldBe(["linear", "relu"]);
        text[0].ShouldBeSameAs(text[0]);
    }

    [Fact]
    public void A_layer_is_found_inside_brackets_too()
    {
        var text = new NetworkText(["relu", "residual (conv 4, batch-norm)", "batch-norm"]);
        text.LineOf("batch-norm").ShouldBe(1);
        text.LineOf("norm").ShouldBe(-1);
    }

    [Theory]
    [InlineData(true, "linear 4, relu")]
    [InlineData(true, " maxout 4 2")]
    [InlineData(false, "conv 4, flatten", "linear 4")]
    [InlineData(false)]
    public void The_first_layer_decides_whether_vectors_are_taken(bool expected, params string[] lines) =>
        new NetworkText(lines).TakesVectors.ShouldBe(expected);

    [Fact]
    public void Errors_name_the_line_as_the_caller_does()
    {
        string[] lines = ["relu", "relu (", "tanh"];
        Should.Throw<GanSharpException>(() => new NetworkText(lines)[1]).Message
            .ShouldBe("layer line 2 ('relu ('): an opening bracket has no closing bracket");
        Should.Throw<GanSharpException>(() => new NetworkText(lines, line => $"row {line}").LineOf("tanh")).Message
            .ShouldBe("row 1 ('relu ('): an opening bracket has no closing bracket");
    }
}
