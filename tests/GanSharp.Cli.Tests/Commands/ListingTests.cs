using System.CommandLine;
using System.Text.Json;
using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Terms;

namespace GanSharp.Cli.Tests.Commands;

public sealed class ListingTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Recipes_are_listed()
    {
        var lines = _cli.Run("recipes").Lines;
        lines.Skip(1).Select(line => line.Split(' ')[0]).ShouldBe(RecipeCatalogue.Names);
        JsonDocument.Parse(_cli.Run("recipes", "--json").Out).RootElement.EnumerateArray()
            .Select(recipe => recipe.GetProperty("name").GetString()).ShouldBe(RecipeCatalogue.Names);
    }

    [Fact]
    public void A_shown_recipe_is_a_file_that_can_be_trained()
    {
        var shown = _cli.Run("recipes", "show", "default").Out;
        shown.ShouldContain("# for 28×28×1: generator ");
        var recipe = RecipeYaml.Parse(shown, "shown.yaml");
        RecipeYaml.Format(recipe).ShouldBe(RecipeYaml.Format(RecipeCatalogue.Load("default")));
    }

    [Fact]
    public void A_recipe_is_shown_as_it_is_written()
    {
        _cli.Run("recipes", "show", "gan").Out.ShouldStartWith(RecipeCatalogue.ReadText("gan") + "# for 28×28×1: ");
        File.WriteAllText(
            _cli["mine.yaml"], "# Mine.\nlatent: 8 normal # small\ngenerator: [linear C x H x W, tanh]");
        _cli.Run("recipes", "show", "mine.yaml").Lines[..3].ShouldBe(
            ["# Mine.", "latent: 8 normal # small", "generator: [linear C x H x W, tanh]"]);
    }

    [Fact]
    public void Every_setting_of_a_recipe_is_shown_on_request()
    {
        var shown = _cli.Run("recipes", "show", "gan", "--all").Out;
        shown.ShouldStartWith(RecipeYaml.Format(RecipeCatalogue.Load("gan")) + "# for 28×28×1: ");
        shown.ShouldContain("\nseed: 1\n");
    }

    [Fact]
    public void All_settings_are_listed()
    {
        var shown = _cli.Run("recipes", "settings").Out;
        foreach (var name in RecipeKeys.All.Select(key => key.Name).Concat(TermCatalogue.All.Select(term => term.Name)))
            shown.ShouldContain($"\n{name} ");
        shown.ShouldContain("conv OUT [kSIZE] [sSTRIDE] [pPADDING]");
    }

    [Fact]
    public void Recipes_and_settings_are_facts_that_a_program_can_read()
    {
        var recipe = JsonDocument.Parse(_cli.Run("recipes", "show", "gan", "--json").Out).RootElement;
        recipe.GetProperty("batch-size").GetString().ShouldBe("64");
        recipe.GetProperty("terms")[0].GetString().ShouldBe("non-saturating");
        JsonDocument.Parse(_cli.Run("recipes", "settings", "--json").Out).RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("kind").GetString() == "setting")
            .Select(entry => entry.GetProperty("usage").GetString()).ShouldBe(RecipeKeys.All.Select(key => key.Name));
    }

    [Fact]
    public void Data_sets_are_listed()
    {
        _cli.Run("data")
            .Lines.Skip(1)
            .Select(line => line.Split(' ')[0])
            .ShouldBe(Datasets.All.Select(info => info.Name));
        var digits = JsonDocument.Parse(_cli.Run("data", "--json").Out).RootElement[0];
        digits.GetProperty("isBuiltIn").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_data_set_is_described()
    {
        var result = _cli.Run("data", "info", "idx", "--data", "data");
        result.Lines.ShouldBe([
            "idx: 40 images of 4×4×1, 3 classes", "class  images", "0      14", "1      13", "2      13",
        ]);
        var json = JsonDocument.Parse(_cli.Run("data", "info", "idx", "--data", "data", "--json").Out).RootElement;
        json.GetProperty("classes")[0].GetProperty("images").GetInt32().ShouldBe(14);
        _cli.RunInTerminal("data", "info", "idx", "--data", "data").Out.ShouldContain("▀");
    }

    [Theory]
    [InlineData(
        "info idx --data data --classes 2,0 --limit 20 --image-size 8", "idx: 20 images of 8×8×1, 2 classes",
        "0      11", "2      9")]
    [InlineData("info idx --data data --classes 1", "idx: 13 images of 4×4×1, 1 class", "1      13")]
    [InlineData(
        "info folder --data colours --image-size 6", "folder: 16 images of 6×6×3, 2 classes", "blue   8", "red    8")]
    [InlineData("info folder --data colours/red --image-size 6 --limit 3", "folder: 3 images of 6×6×3, no labels")]
    public void A_selection_is_described(string line, params string[] lines)
    {
        var result = _cli.WithColours().Run(["data", .. line.Split(' ')]);
        result.Error.ShouldBeEmpty();
        result.Lines.Where(line => !line.StartsWith("class", StringComparison.Ordinal)).ShouldBe(lines);
    }

    [Fact]
    public void Colours_are_shown_in_a_terminal() =>
        _cli.WithColours(1).RunInTerminal("data", "info", "folder", "--data", "colours", "--image-size", "4").Out
            .ShouldContain("\e[38;2;0;0;200;48;2;0;0;200m▀▀▀▀");

    [Theory]
    [InlineData("", "gansharp sample latest --labels 7 --out sevens.png")]
    [InlineData("--help", "gansharp recipes")]
    [InlineData("train --help", "gansharp train my.yaml --dry-run")]
    [InlineData("sample --help", "--interpolate --count 12")]
    [InlineData("recipes show --help", "gansharp recipes show default")]
    [InlineData("data info --help", "gansharp data info digits")]
    [InlineData("--version", "0.2")]
    public void Help_shows_examples(string line, string example)
    {
        var result = _cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        result.Exit.ShouldBe(0);
        result.Out.ShouldContain(example);
        result.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "  train <RECIPE>     ")]
    [InlineData("train --help", "  <RECIPE>  a built-in recipe ")]
    [InlineData("resume --help", "  <RUN>  a run folder, ")]
    [InlineData("data info --help", "  <NAME>  ")]
    public void Help_calls_arguments_by_their_names(string line, string text)
    {
        Directory.CreateDirectory(_cli["runs/0001-gan"]);
        var help = _cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Out;
        help.ShouldContain(text);
        help.ShouldNotContain("|latest");
    }

    [Fact]
    public void Each_line_of_help_is_short()
    {
        const int Width = 125;
        var root = Tool.Root(new("", TextWriter.Null, TextWriter.Null, null, TimeProvider.System, (_, _, _) => null!));
        foreach (var path in PathsOf(root))
            foreach (var line in _cli.Run([.. path, "--help"]).Lines)
                line.Length.ShouldBeLessThanOrEqualTo(Width, line);

        static IEnumerable<string[]> PathsOf(Command command) =>
        [
            [], .. command.Subcommands.SelectMany(sub => PathsOf(sub).Select(rest => (string[])[sub.Name, .. rest])),
        ];
    }
}
