using GanSharp.Recipes;

namespace GanSharp.Tests.Recipes;

public class RecipeCatalogueTests
{
    [Fact]
    public void The_default_comes_first_and_the_others_in_order()
    {
        RecipeCatalogue.Names[0].ShouldBe(RecipeCatalogue.Default);
        RecipeCatalogue.Names.Skip(1).ShouldBe(RecipeCatalogue.Names.Skip(1).Order(StringComparer.Ordinal));
        RecipeCatalogue.Names.ShouldContain("gan");
    }

    [Theory]
    [InlineData("mine.yaml")]
    [InlineData("mine.yml")]
    public void A_recipe_of_ones_own_is_a_file(string name)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(name, "epochs: 7"u8);
        var recipe = RecipeCatalogue.Load(path);
        (recipe.Name, recipe.Epochs).ShouldBe(("mine", 7));
    }

    [Fact]
    public void A_missing_recipe_is_refused()
    {
        Should.Throw<GanSharpException>(() => RecipeCatalogue.Load("gan-mpl")).Message.ShouldMatch(
            "^there is no recipe 'gan-mpl' among default, .*; a recipe of your own ends in .yaml; "
            + "did you mean gan-mlp.*\\?$");
        Should.Throw<GanSharpException>(() => RecipeCatalogue.Load("/nowhere/mine.yaml")).Message
            .ShouldBe("/nowhere/mine.yaml: no such file; check the path");
    }

    [Fact]
    public void An_excessively_large_file_is_not_read()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["large.yaml"]))
            file.SetLength(1L << 33);
        Should.Throw<GanSharpException>(() => RecipeCatalogue.Load(folder["large.yaml"])).Message
            .ShouldBe($"{folder["large.yaml"]}: 8589934592 bytes are too many for a recipe");
    }

    [Theory]
    [InlineData("mine.YAML")]
    [InlineData("mine.Yml")]
    public void The_extension_of_a_file_may_be_in_capitals(string name) => RecipeCatalogue.IsPath(name).ShouldBeTrue();
}
