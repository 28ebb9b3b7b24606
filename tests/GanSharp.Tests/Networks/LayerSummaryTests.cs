using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class LayerSummaryTests
{
    [Fact]
    public void Layers_have_their_words_shapes_and_parameters()
    {
        var network = NetworkBuilder.Build(["conv 8 k4 s2 p1, relu", "linear 1"], [1, 28, 28], new(new(1, 28, 28), 0));
        LayerSummary.Of(network, [1, 28, 28]).ShouldBe(
        [
            new("conv", [8, 14, 14], 8 * 16 + 8), new("relu", [8, 14, 14], 0), new("flatten", [1568], 0),
            new("linear", [1], 1569),
        ]);
    }
}
