using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

public sealed class CompareCommandTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public CompareCommandTests()
    {
        _cli.Run("train", "tiny.yaml", "--data", "data").Error.ShouldBeEmpty();
        _cli.Run("train", "tiny.yaml", "--data", "data", "--lr", "0.01", "--epochs", "1", "--out", "fast")
            .Error.ShouldBeEmpty();
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("1 fast")]
    [InlineData("latest fast")]
    [InlineData("runs/0001-tiny fast --out compare.html")]
    public void Runs_are_compared(string options)
    {
        var result = Compare(options);
        result.Error.ShouldBeEmpty();
        result.Lines.ShouldBe([$"{_cli["compare.html"]}: comparison of 0001-tiny, fast"]);
        var page = File.ReadAllText(_cli["compare.html"]);
        page.ShouldContain("adam 0.01 0.5 0.999");
        Compare(options).Exit.ShouldBe(0, "an older page is replaced");
        Compare($"{options} --language zh").Exit.ShouldBe(0);
        File.ReadAllText(_cli["compare.html"]).ShouldContain("2 个训练");
    }

    [Fact]
    public void A_study_is_refused_with_the_right_command()
    {
        Directory.CreateDirectory(_cli["study"]);
        File.WriteAllText(_cli["study/sweep.yaml"], "recipes: [gan]\n");

        _cli.Run("compare", "study", "study")
            .Error.ShouldContain("study: is a study, not a run; gansharp sweep report ");
    }

    [Fact]
    public void The_JSON_has_the_figures_of_the_page()
    {
        var json = JsonDocument
            .Parse(Compare("1 fast --json --out page.html").Lines.ShouldHaveSingleItem())
            .RootElement;
        json.GetProperty("page").GetString().ShouldBe(_cli["page.html"]);
        json.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32()).ShouldBe([1]);
        json.GetProperty("settings")
            .EnumerateObject()
            .Select(setting => setting.Name)
            .ShouldBe(["optimizer", "epochs"]);
        json.GetProperty("settings")
            .GetProperty("epochs")
            .EnumerateArray()
            .Select(value => value.GetString())
            .ShouldBe(["2", "1"]);
        var runs = json.GetProperty("runs").EnumerateArray().ToArray();
        runs.Select(run => run.GetProperty("name").GetString()).ShouldBe(["0001-tiny", "fast"]);
        runs.Select(run => run.GetProperty("facts").GetProperty("steps").GetInt64()).ShouldBe([10, 5]);
        runs[0].GetProperty("facts").GetProperty("generatorLoss").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("", "Required argument missing")]
    [InlineData("1", "a comparison needs 2 to 12 runs, not 1")]
    [InlineData("1 1", "is named twice")]
    [InlineData("1 9", "there is no run 9 in ")]
    [InlineData("1 fast --out tiny.yaml", "tiny.yaml: exists and is not a page made by gansharp")]
    public void An_impossible_comparison_is_refused(string options, string message)
    {
        var before = _cli.Entries;
        var result = Compare(options);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        result.Error.Count(c => c == '\n').ShouldBe(1);
        _cli.Entries.ShouldBe(before);
    }

    private CliResult Compare(string options) =>
        _cli.Run(["compare", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
