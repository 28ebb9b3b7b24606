using GanSharp.Data;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class GanStepTests
{
    [Fact]
    public void A_turn_for_the_discriminator_alone_leaves_the_generators_weights()
    {
        var recipe = Tiny.Recipe;
        var model = new GanModel(recipe, new NetworkContext(Tiny.Image, 3));
        model.Generator.Initialize(recipe.Init, new RandomStream("generator", 1));
        model.Discriminator.Initialize(recipe.Init, new RandomStream("discriminator", 1));
        using var loader = new DataLoader(Tiny.Images(), 4, PixelRange.SignedUnit, new RandomStream("data", 1));
        var (generator, discriminator) = (Weights(model.Generator), Weights(model.Discriminator));

        new GanStep(model, recipe).Run(loader.Next(), trainGenerator: false).GeneratorLoss.ShouldBeNull();

        Weights(model.Generator).ShouldBe(generator);
        Weights(model.Discriminator).ShouldNotBe(discriminator);

        static double[] Weights(Module network) => [.. network.Parameters.SelectMany(parameter => parameter.Values())];
    }
}
