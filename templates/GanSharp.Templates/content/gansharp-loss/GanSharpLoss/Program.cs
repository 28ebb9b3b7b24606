// Trains with the loss in PseudoHuber.cs on the built-in digits, into the folder runs/mine.
//
//     dotnet run --project GanSharpLoss -c Release -- [STEPS]
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharpLoss;

var recipe = MyGan.Recipe();
if (args is [var steps])
    recipe = recipe.With("steps", steps);
using var trainer = MyGan.Trainer(recipe, recipe.LoadData());
using var run = RunFolder.Create("runs/mine", trainer);
await foreach (var happened in run.TrainAsync())
{
    if (happened is StepCompleted step && step.Step % 100 == 0)
        Console.WriteLine($"step {step.Step}  D {step.DiscriminatorLoss:F3}  G {step.GeneratorLoss:F3}");
    if (happened is TrainingWarning warning)
        Console.WriteLine($"{warning.Reason}; {warning.Suggestion}");
}
Console.WriteLine($"samples: {run.LastSamples}");
