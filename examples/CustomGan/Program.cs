// A GAN with a generator and a term written here. The discriminator, the other loss and the settings come from a
// recipe.
//
//     dotnet run --project examples/CustomGan -c Release -- [STEPS]
using CustomGan;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Training;

const int Latent = 32;
const string Picture = "runs/custom.png";
Directory.CreateDirectory("runs");
var steps = args is [var number] ? number : "500";

var recipe = RecipeYaml.Parse(
    $"""
    name: custom
    latent: {Latent} normal
    conditioning: concat
    discriminator:
      - conv 32 k4 s2 p1, leaky-relu 0.2
      - conv 64 k4 s2 p1, batch-norm, leaky-relu 0.2
      - linear 1
    terms: [non-saturating]
    optimizer: adam 5e-4 0.5 0.999
    ema: 0.99
    batch-size: 32
    steps: {steps}
    """, "custom.yaml");

var custom = new CustomParts
{
    Generator = context => new SkipGenerator(context, Latent),
    Terms = [new FeatureMatching(weight: 0.01)],
};

using var trainer = new Trainer(recipe, Datasets.Load("digits"), options: new() { Custom = custom });
await foreach (var happened in trainer.RunAsync())
{
    if (happened is StepCompleted { Step: var step } done && step % 100 == 0)
        Console.WriteLine($"step {step}  D {done.DiscriminatorLoss:F3}  G {done.GeneratorLoss:F3}");
    if (happened is SamplesDrawn { Step: > 0 } samples)
        PngWriter.Save(Picture, samples.Grid);
}
Console.WriteLine($"samples: {Path.GetFullPath(Picture)}");
