using GanSharp.Data;
using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class GanStepTests
{
    [Fact]
    public void An_update_of_the_discriminator_alone_leaves_the_generators_weights()
    {
        var recipe = Tiny.Recipe;
        var model = new GanModel(recipe, new NetworkContext(Tiny.Image, 3));
        model.Generator.Initialize(recipe.Init, new RandomStream("generator", 1));
        model.Discriminator.Initialize(recipe.Init, new RandomStream("discriminator", 1));
        using var loader = new DataLoader(Tiny.Images(), 4, PixelRange.SignedUnit, new RandomStream("data", 1));
        var (generator, discriminator) = (Weights(model.Generator), Weights(model.Discriminator));

        new GanStep(model, recipe, StepInputs.FromSeed(model, recipe))
            .Run(loader.Next(), trainGenerator: false)
            .Generator.ShouldBeNull();

        Weights(model.Generator).ShouldBe(generator);
        Weights(model.Discriminator).ShouldNotBe(discriminator);
    }

    /// <summary>
    /// The reconstructions are near zero, so the errors grow from the first update to the second. With a patience of 1
    /// that is a plateau, and the generator's step of the second update is the first at half the rate.
    /// </summary>
    [Fact]
    public void A_term_can_change_the_learning_rate_within_an_update()
    {
        var steady = GeneratorSteps("boundary-equilibrium 0.75 1e-3 3000");
        var halved = GeneratorSteps("boundary-equilibrium 0.75 1e-3 1");
        halved[0].ShouldBe(steady[0]);
        halved[1].ShouldBe(Array.ConvertAll(steady[1], change => change / 2), tolerance: 1e-9);
        steady[1].ShouldContain(change => Math.Abs(change) > 1e-6);

        static double[][] GeneratorSteps(string term)
        {
            var recipe = new Recipe
            {
                Name = "steps",
                Latent = new(2),
                Generator = ["linear C x H x W, tanh"],
                Discriminator = ["linear 2"],
                Decoder = ["linear C x H x W"],
                Terms = [term],
                GeneratorOptimizer = new SgdOptions(0.1),
                DiscriminatorOptimizer = new SgdOptions(0.1),
            };
            var image = new ImageShape(1, 2, 2);
            var model = new GanModel(recipe, new NetworkContext(image, 0, DType.F64));
            model.Generator.Initialize(new NormalInit(0.1), new RandomStream("generator", 1));
            model.Discriminator.Initialize(new NormalInit(0.1), new RandomStream("discriminator", 1));
            var step = new GanStep(model, recipe, StepInputs.FromSeed(model, recipe));
            return [Change(0.1f), Change(1)];

            double[] Change(float pixel)
            {
                var batch = new Batch(2, image, labelled: false);
                Array.Fill(batch.Pixels, pixel);
                var before = Weights(model.Generator);
                step.Run(batch, trainGenerator: true);
                return [.. Weights(model.Generator).Zip(before, (after, earlier) => after - earlier)];
            }
        }
    }

    private static double[] Weights(Module network) =>
        [.. network.Parameters.SelectMany(parameter => parameter.Values())];
}
