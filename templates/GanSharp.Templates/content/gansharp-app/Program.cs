// Trains a GAN on the built-in digits, and draws from it.
//
//     dotnet run -c Release -- [STEPS]
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;

const string Generator = "digits.safetensors", Picture = "digits.png";

var recipe = RecipeCatalogue.Load("default");
if (args is [var steps])
    recipe = recipe.With("steps", steps);

// Ctrl-C ends the training; what it has learned so far is kept.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using var trainer = new Trainer(recipe, recipe.LoadData());
try
{
    await foreach (var happened in trainer.RunAsync(stop.Token))
    {
        if (happened is StepCompleted step && (step.Step % 100 == 0 || step.Step == trainer.TotalSteps))
            Console.WriteLine(
                $"step {step.Step}/{trainer.TotalSteps}  D {step.DiscriminatorLoss:F3}  G {step.GeneratorLoss:F3}");
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine($"stopped after step {trainer.Step}");
}
trainer.SaveGenerator(Generator);

var digits = GeneratorFile.Load(Generator);
var samples = new SampleRequest { Rows = 6, Seed = 1 }.Draw(digits);
PngWriter.Save(Picture, samples.Picture(zoom: 2));
Console.WriteLine($"{samples.Count} samples in {Picture}, the generator in {Generator}");
