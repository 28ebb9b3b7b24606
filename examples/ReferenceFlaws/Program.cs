// Trains EBGAN and WGAN-GP as widely copied code does, mends one flaw after another, and prints the Fréchet distance
// after each.
//
//     dotnet run --project examples/ReferenceFlaws -c Release -- [UPDATES] [FOLDER OF MNIST] [WORDS]
//
// Without the folder it trains on the built-in digits. With words, it runs only the trainings whose name contains them.
using System.Globalization;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Training;
using ReferenceFlaws;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var updates = args is [var number, ..] ? int.Parse(number) : 1000;
var (dataset, folder) = args is [_, var mnist, ..] ? ("mnist", mnist) : ("digits", null);
var words = args is [_, _, var only] ? only : "";
var corrected = RecipeCatalogue.Load("ebgan")
    .With(
    [
        ("dataset", dataset), ("discriminator", "conv 64 k4 s2 p1, relu; linear 32, batch-norm"), ("terms", ""),
        ("ema", "0"), ("learning-rate", "1e-3"), ("learning-rate-decay", "0"),
    ]);
var ebgan = corrected
    .With("discriminator", "conv 64 k4 s2 p1, relu; linear 32")
    .With("decoder", "linear 64 x H/2 x W/2; deconv C k4 s2 p1");
var images = ebgan.LoadData(folder);
var real = RealImages.For(ebgan, images, folder);
var evaluator = new Evaluator(FeatureNetworks.For(dataset), null, real.Test, new() { Resamples = 0 });

var slow = ebgan.With("learning-rate", "2e-4");
Flaws all = new(), pullAway = all with { NormalizesBatch = false };
Flaws hinge = pullAway with { HingesMean = false }, gradient = hinge with { DetachesImage = false };
await Report("ebgan as copied", slow, all);
await Report("ebgan as copied, but with learning rate 1e-3", ebgan, all);
await Report("ebgan as copied + each code divided by its own norm", slow, pullAway);
await Report("+ hinge of each image's energy", slow, hinge);
await Report("+ gradient through image and reconstruction", slow, gradient);
await Report("+ margin on the scale of the energy, 0.3", slow, gradient with { Margin = 0.3 });
await Report("+ learning rate 1e-3", ebgan, gradient with { Margin = 0.3 });
await Report(
    "+ batch norm behind the code and in the decoder, a rectifier there", corrected, gradient with { Margin = 0.3 });

var wgan = RecipeCatalogue.Load("wgan-gp").With("ema", "0").With("learning-rate", "1e-4");
var normalized = wgan with { Discriminator = RecipeCatalogue.Load("gan").Discriminator };
await Report("wgan-gp as copied: batch norm in the critic, an update of G for 5 batches", normalized, share: 5);
await Report("+ critic without batch norm", wgan, share: 5);
await Report("+ as many updates of G as the others get", wgan);
await Report("wgan-gp, all of that with learning rate 1e-3", wgan.With("learning-rate", "1e-3"));

async Task Report(string what, Recipe recipe, Flaws? flaws = null, int share = 1)
{
    if (!what.Contains(words, StringComparison.Ordinal))
        return;
    var custom = flaws is null ? null : new CustomParts { Terms = [new FlawedEnergy(flaws)] };
    using var trainer = new Trainer(
        recipe.With("steps", $"{updates / share}"), images, options: new() { Custom = custom });
    await foreach (var _ in trainer.RunAsync()) { }
    var figures = evaluator.Evaluate(trainer.Sampler).Figures;
    Console.WriteLine(
        $"{what,-75} {trainer.Step,6} updates  FID {figures["fid"].Value,7:F1}  classes {figures["modes"].Value:F0}");
}
