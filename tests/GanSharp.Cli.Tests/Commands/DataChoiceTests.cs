using System.Text.Json;
using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Cli.Tests.Commands;

public sealed class DataChoiceTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithColours();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_folder_is_all_that_is_needed()
    {
        var result = _cli.Run(
            "train", "--data", "colours", "--steps", "1", "--image-size", "16", "--batch-size", "2", "--seed", "5");

        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldEndWith(
            "colours: 16 coloured pictures of different sizes; the shorter side of the median is 8 pixels; 2 classes");
        result.Lines[1].ShouldEndWith("images of 16×16, batches of 2");
        result.Lines[2].ShouldStartWith("each picture is seen about 0 times; augmentation (");
        result.Lines[3].ShouldStartWith($"{RecipeChoice.ForPictures} on folder: 16 images of 16×16×3, 2 classes; ");
        var recipe = RecipeCatalogue.Load(_cli[$"runs/0001-{RecipeChoice.ForPictures}/recipe.yaml"]);
        (recipe.Dataset, recipe.Steps, recipe.Seed, recipe.Selection.ImageSize).ShouldBe(("folder", 1, 5, 16));
    }

    [Fact]
    public void JSON_names_the_reasons()
    {
        var first = _cli.Run("train", "--data", "colours", "--dry-run", "--json").Lines[0];
        using var choice = JsonDocument.Parse(first);
        choice.RootElement.GetProperty("event").GetString().ShouldBe("choice");
        choice.RootElement.GetProperty("reasons").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void A_named_recipe_is_kept_and_pictures_of_different_sizes_are_scaled()
    {
        var result = _cli.Run("train", "gan-mlp", "--data", "colours", "--batch-size", "4", "--dry-run");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldBe(
            "the pictures have different sizes, so they are scaled to 32×32; --image-size sets another size");
        _cli.Run("train", "gan-mlp", "--data", "colours", "--image-size", "8", "--batch-size", "4", "--dry-run")
            .Lines[0].ShouldStartWith("generator ");
    }

    [Fact]
    public void Pictures_of_one_size_keep_it_for_a_named_recipe()
    {
        for (var i = 0; i < 4; i++)
            PngWriter.Save(_cli[$"flat/{i}.png"], new(12, 12, 1, [.. Enumerable.Repeat((byte)i, 144)]));
        var result = _cli.Run("train", "default", "--data", "flat", "--steps", "1", "--batch-size", "4");

        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldBe("default: the images have no classes, so it uses none");
        result.Lines[1].ShouldStartWith("default on folder: 4 images of 12×12×1, no labels; ");
        RecipeCatalogue.Load(_cli["runs/0001-default/recipe.yaml"]).Conditioning.ToString().ShouldBe("none");
    }

    [Fact]
    public void Other_data_sets_are_recognised()
    {
        _cli.WithTinyRecipe();
        _cli.Run("train", "--data", "data", "--steps", "1", "--batch-size", "4").Lines[0]
            .ShouldStartWith("default on idx: 40 images of 4×4×1, 3 classes; ");
        _cli.Run("train", "--data", "data", "--dataset", "digits").Error
            .ShouldStartWith("gansharp: digits: is built in and reads no files");
    }

    [Fact]
    public void Without_pictures_the_error_says_where_it_looked()
    {
        var result = _cli.Run("train", "--data", "nowhere");
        result.Exit.ShouldBe(2);
        result.Error.ShouldStartWith("gansharp: folder: no pictures (or a folder of them for each class) in ");
    }
}
