using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Training;

var recipe = RecipeCatalogue.Load(args.Length > 0 ? args[0] : "default");
foreach (var set in args.Skip(2))
    recipe = recipe.With(set.Split('=')[0], set.Split('=')[1]);
var data = Datasets.Load(recipe.Dataset, args.Length > 1 && args[1] != "-" ? args[1] : null);
using var trainer = new Trainer(recipe, data);
using var run = RunFolder.Create(RunFolders.Next("runs", recipe.Name), recipe, data, trainer);
await foreach (var happened in trainer.RunAsync())
{
    run.Write(happened);
    if (happened is StepCompleted { Step: var s } step && s % 50 == 0)
        Console.WriteLine(step);
    else if (happened is not StepCompleted)
        Console.WriteLine(happened);
}
Console.WriteLine(run.Folder);
