using System.Globalization;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>Each built-in recipe has a page, which shows the recipe as it is.</summary>
public sealed class RecipePageTests
{
    private const int Side = 28, LargeSide = 64, Classes = 10;

    public static TheoryData<string> Recipes => [.. RecipeCatalogue.Names];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void The_page_shows_the_recipe(string name)
    {
        var text = $"```yaml\n{RecipeCatalogue.ReadText(name).Trim()}\n```\n\n{SizeOf(RecipeCatalogue.Load(name))}\n";
        GeneratedText.ShouldBeBlock($"docs/recipes/{name}.md", $"recipe: {name}", text);
    }

    [Fact]
    public void The_index_links_every_page() =>
        MarkdownFiles.Links("docs/recipes/README.md").Where(link => !link.Contains('/')).Order(StringComparer.Ordinal)
            .Distinct().ShouldBe(RecipeCatalogue.Names.Select(name => $"{name}.md").Order(StringComparer.Ordinal));

    private static string SizeOf(Recipe recipe)
    {
        var (image, model) = ModelOf(recipe);
        using (model.Scope)
            return $"For images of {image}: generator {Count(model.Model.Generator.ParameterCount)}, "
                + $"discriminator {Count(model.Model.Discriminator.ParameterCount)} parameters.";
    }

    /// <summary>The networks for grey images of 28 pixels, or for colour images of 64 if those do not fit.</summary>
    private static (string Image, (GanModel Model, TensorScope Scope)) ModelOf(Recipe recipe)
    {
        var scope = new TensorScope();
        try
        {
            return ("28×28×1", (new GanModel(recipe, new NetworkContext(new(1, Side, Side), Classes)), scope));
        }
        catch (GanSharpException)
        {
            var context = new NetworkContext(new(3, LargeSide, LargeSide), Classes);
            return ("64×64×3", (new GanModel(recipe, context), scope));
        }
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
