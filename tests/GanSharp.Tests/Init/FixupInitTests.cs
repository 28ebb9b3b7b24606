using GanSharp.Init;
using GanSharp.Networks;
using GanSharp.Nn;

namespace GanSharp.Tests.Init;

public class FixupInitTests
{
    private const string Block =
        "residual (conv 96 k1, leaky-relu 0.2, conv 96 k3 p1 g2, leaky-relu 0.2, conv 48 k1)";

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(4, 0.2)]
    [InlineData(4, 0)]
    public void Bodies_of_residual_blocks_start_smaller_the_more_blocks_there_are_and_end_in_zero(
        int blocks, double slope)
    {
        var network = NetworkBuilder.Build(
            ["conv 48 k1", .. Enumerable.Repeat(Block, blocks)], [30, 4, 4],
            new NetworkContext(new ImageShape(1, 4, 4), 0));
        network.Initialize(new FixupInit(slope), new RandomStream("init", 1));
        var layers = network.All.OfType<WeightedLayer>().ToArray();
        var gain = Math.Sqrt(2 / (1 + slope * slope)) * Math.Pow(blocks, -0.25);

        Deviation(layers[0]).ShouldBe(1 / Math.Sqrt(30), 0.05 / Math.Sqrt(30), "outside of blocks");
        foreach (var body in layers.Skip(1).Chunk(3))
        {
            Deviation(body[0]).ShouldBe(gain / Math.Sqrt(48), 0.05 * gain / Math.Sqrt(48));
            Deviation(body[1]).ShouldBe(gain / Math.Sqrt(48 * 9), 0.05 * gain / Math.Sqrt(48 * 9), "groups of 48");
            Deviation(body[2]).ShouldBe(0);
        }
        layers.ShouldAllBe(layer => layer.Bias!.Values().All(value => value == 0));
    }

    [Fact]
    public void The_layer_that_mixes_channels_in_a_shortcut_is_outside_of_the_body()
    {
        var block = new Residual(new Conv2d(60, 50, new(1)), [60, 4, 4]);
        block.Initialize(new FixupInit(), new RandomStream("init", 1));
        var layers = block.All.OfType<WeightedLayer>().ToArray();
        Deviation(layers[0]).ShouldBe(0, "the only layer of the body is its last");
        Deviation(layers[1]).ShouldBe(1 / Math.Sqrt(60), 0.05 / Math.Sqrt(60));
    }

    private static double Deviation(WeightedLayer layer) =>
        Math.Sqrt(layer.Weight.Values().Average(value => value * value));
}
