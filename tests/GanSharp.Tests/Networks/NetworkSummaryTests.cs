using GanSharp.Models;
using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class NetworkSummaryTests
{
    [Fact]
    public void Both_networks_are_summarised_with_their_inputs()
    {
        var model = new GanModel(Tiny.Recipe, new NetworkContext(Tiny.Image, 3));
        var (generator, discriminator) = (NetworkSummary.OfGenerator(model), NetworkSummary.OfDiscriminator(model));

        (generator.Input, discriminator.Input).ShouldBe(("noise 3 normal", "image 8×8×1"));
        generator.Layers[^1].Output.ShouldBe([1, 8, 8]);
        discriminator.Layers[^1].ShouldBe(new("score: linear", [1], 6));
        generator.Parameters.ShouldBe(model.Generator.ParameterCount);
        discriminator.Parameters.ShouldBe(model.Discriminator.ParameterCount);
    }
}
