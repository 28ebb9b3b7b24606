using System.CommandLine;
using System.Globalization;
using GanSharp.Augmentation;
using GanSharp.Cli.Presentation;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp recipes</c>: lists recipes and the parts that recipes are made of.</summary>
internal sealed class RecipesCommand : ToolCommand
{
    private const int ExampleSize = 28, ExampleClasses = 10;

    private readonly Option<bool> _json = new("--json")
    {
        Description = "print JSON and nothing else",
        Recursive = true,
    };
    private readonly Option<bool> _all = NewOption.Flag(
        "--all", "print every setting with its value, without comments");

    private readonly Argument<string> _name = new("NAME")
    {
        Description = "a built-in recipe or a .yaml file",
    };

    public RecipesCommand(CliEnvironment environment) : base(
        "recipes", "List the built-in recipes, print one, or list all settings.", environment,
        "gansharp recipes",
        "gansharp recipes show default > my.yaml   copy a recipe to edit; then gansharp train my.yaml",
        "gansharp recipes settings")
    {
        Add(_json);
        SetAction(parsed => List(parsed.GetValue(_json)));
        _name.CompletionSources.Add([.. RecipeCatalogue.Names]);
        var list = new ToolCommand("list", "List the built-in recipes.", environment, "gansharp recipes list");
        list.SetAction(parsed => List(parsed.GetValue(_json)));
        Add(list);
        var show = new ToolCommand(
            "show", "Print a recipe as it is written, with its comments, and the size of its networks.", environment,
            "gansharp recipes show default",
            "gansharp recipes show default --all")
        {
            _name, _all,
        };
        show.SetAction(parsed =>
            Show(parsed.GetRequiredValue(_name), parsed.GetValue(_all), parsed.GetValue(_json)));
        Add(show);
        var settings = new ToolCommand(
            "settings", "List all settings, layers, terms and conditionings.", environment,
            "gansharp recipes settings");
        settings.SetAction(parsed => Settings(parsed.GetValue(_json)));
        Add(settings);
    }

    private int List(bool json)
    {
        var recipes = RecipeCatalogue
            .Names.Select(RecipeCatalogue.Load)
            .Select(recipe => (Recipe: recipe, Parameters: ParametersOf(recipe)))
            .Select(r => new
            {
                r.Recipe.Name,
                r.Recipe.About,
                Conditioning = r.Recipe.Conditioning.ToString(),
                Latent = r.Recipe.Latent.ToString(),
                GeneratorParameters = r.Parameters.Generator,
                DiscriminatorParameters = r.Parameters.Discriminator,
                r.Recipe.Paper,
            })
            .ToArray();
        if (json)
            Environment.WriteJson(recipes);
        else
            Listing.Write(
                Environment, ["recipe", "about", "conditioning", "parameters G", "D", "paper"],
                recipes.Select(recipe => new[]
                {
                    recipe.Name, recipe.About, recipe.Conditioning, Number(recipe.GeneratorParameters),
                    Number(recipe.DiscriminatorParameters), recipe.Paper,
                }));
        return ExitCode.Success;
    }

    private int Show(string name, bool all, bool json)
    {
        var nameOrPath = Environment.AtRecipe(name);
        var recipe = RecipeCatalogue.Load(nameOrPath);
        recipe.Validate();
        if (json)
        {
            Environment.WriteJson(RecipeKeys.All
                .Select(key => (Key: key, Lines: key.Get(recipe).Where(line => line.Length > 0).ToArray()))
                .Where(entry => entry.Lines.Length > 0)
                .ToDictionary(
                    entry => entry.Key.Name, entry => entry.Key.IsList ? (object)entry.Lines : entry.Lines[0]));
            return ExitCode.Success;
        }
        Environment.Out.WriteLine((all ? RecipeYaml.Format(recipe) : RecipeCatalogue.ReadText(nameOrPath)).TrimEnd());
        Environment.Out.WriteLine($"# for {ExampleImage(recipe)}: {SizeOf(recipe)}");
        return ExitCode.Success;
    }

    private static string SizeOf(Recipe recipe)
    {
        try
        {
            var (generator, discriminator) = ParametersOf(recipe);
            return $"generator {Number(generator)}, discriminator {Number(discriminator)} parameters";
        }
        catch (GanSharpException error)
        {
            return error.Message;
        }
    }

    /// <summary>Returns the parameter counts of both networks for the example image.</summary>
    private static (long Generator, long Discriminator) ParametersOf(Recipe recipe)
    {
        using var scope = new TensorScope();
        var classes = recipe.Selection.Classes is { Count: > 0 } chosen ? chosen.Count : ExampleClasses;
        var model = new GanModel(recipe, new NetworkContext(ExampleImage(recipe), classes));
        return (model.Generator.ParameterCount, model.Discriminator.ParameterCount);
    }

    /// <summary>Returns the shape of a grey image of 28×28, or of the size that the recipe sets.</summary>
    private static ImageShape ExampleImage(Recipe recipe)
    {
        var size = recipe.Selection.ImageSize is > 0 and var scaled ? scaled : ExampleSize;
        return new(1, size, size);
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private int Settings(bool json)
    {
        var lists = new (string What, IEnumerable<(string Name, string About)> Entries)[]
        {
            ("setting", RecipeKeys.All.Select(key => (key.Name, key.About))),
            ("layer", NetworkBuilder.Layers.Select(layer => (layer.Usage, layer.About))),
            ("term", TermCatalogue.All.Select(term => (term.Usage, term.About))),
            ("augmentation", AugmentationCatalogue.All.Select(entry => (entry.Usage, entry.About))),
            (
                "conditioning of the generator",
                LabelConditioning.GeneratorMethods.Select(method => (method.Name, method.About))),
            (
                "conditioning of the discriminator",
                LabelConditioning.DiscriminatorMethods.Select(method => (method.Name, method.About))),
        };
        if (json)
        {
            Environment.WriteJson(lists.SelectMany(
                list => list.Entries.Select(entry => new { Kind = list.What, Usage = entry.Name, entry.About })));
            return ExitCode.Success;
        }
        foreach (var (what, entries) in lists)
        {
            Listing.Write(Environment, [what, "about"], entries.Select(entry => new[] { entry.Name, entry.About }));
            Environment.Out.WriteLine();
        }
        return ExitCode.Success;
    }
}
