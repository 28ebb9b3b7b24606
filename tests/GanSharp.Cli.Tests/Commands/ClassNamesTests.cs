using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Class names as users type them.</summary>
public sealed class ClassNamesTests : IDisposable
{
    private const string Decomposed = "E\u0301te\u0301", Composed = "\u00c9t\u00e9";

    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public ClassNamesTests()
    {
        foreach (var name in (string[])["roses, red", Decomposed, "lily"])
            for (var i = 0; i < 8; i++)
                PngWriter.Save(_cli[$"d/{name}/{i}.png"], new(4, 4, 1, new byte[16]));
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(1, "roses, red")]
    [InlineData(1, "\"roses, red\"")]
    [InlineData(2, "roses, red, lily")]
    [InlineData(2, "lily, \"roses, red\"")]
    [InlineData(1, Composed)]
    [InlineData(2, "roses, red", "lily")]
    [InlineData(3, "lily", Composed, "\"roses, red\"")]
    public void A_class_is_found_by_any_form_of_its_name(int classes, params string[] given)
    {
        var result = _cli.Run([
            "data", "info", "folder", "--data", "d", .. given.SelectMany(text => (string[])["--classes", text])]);
        result.Error.ShouldBeEmpty();
        result.Lines[0].ShouldContain(classes == 1 ? ", 1 class" : $", {classes} classes");
    }

    [Fact]
    public void A_run_and_its_generator_keep_the_names()
    {
        _cli.Run(
                "train", "tiny.yaml", "--dataset", "folder", "--data", "d", "--classes", "\"roses, red\",lily",
                "--steps", "1", "--out", "run")
            .Error.ShouldBeEmpty();
        RecipeCatalogue.Load(_cli["run/recipe.yaml"]).Selection.Classes.ShouldBe(["roses, red", "lily"]);
        _cli.Run("resume", "run", "--steps", "1", "--data", "d").Exit.ShouldBe(0);
        foreach (var labels in (string[][])[["roses, red"], ["lily", "\"roses, red\""], ["lily,roses,red"]])
            _cli.Run(["sample", "run", "--count", "1", .. labels.SelectMany(text => (string[])["--labels", text])])
                .Error.ShouldBeEmpty();
    }
}
