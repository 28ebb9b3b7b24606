using GanSharp.Recipes;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_are_compared_with_the_settings_that_differ()
    {
        var comparison = Compare(
            Run("a"), Run("b", recipe: Tiny.Recipe with { Epochs = 3, Seed = 7, Terms = ["hinge", "r1 2"] }));

        comparison.Runs.Select(run => run.Name).ShouldBe(["a", "b"]);
        comparison.Settings.Select(setting => setting.Name).ShouldBe(["terms", "epochs", "seed"]);
        comparison.Settings[0].Values.ShouldBe([["non-saturating"], ["hinge", "r1 2"]]);
        comparison.Runs[0].Facts.ImagesPerSecond.ShouldBe(100);
        comparison.Runs[0].Facts.MillisecondsPerStep.ShouldBe(40, "four images a step, a hundred a second");

        var text = PageText.Of(comparison.ToHtml());
        text.ShouldContain("2 runs tiny on noise: 12 images of 8×8×1, 3 classes");
        text.ShouldContain(
            "Run Steps Epochs Images/s ms per step D loss G loss Energy distance Diversity "
            + "a 6 2 100 40 0.6125 1.021 1 0.5 b 6 2 100 40");
        text.ShouldContain("Setting a b terms non-saturating hinge r1 2 epochs 2 3 seed 1 7");
        text.ShouldContain(
            "a epochs 2 · seed 1 zero one two Columns: zero, one, two epoch 1 of 2 · step 3 zero one two "
            + "epoch 2 of 2 · step 6 zero one two real images b epochs 3 · seed 7 zero one two");
        text.ShouldContain("Losses a: discriminator, last 0.25, generator, last 0.417; b: discriminator");
        text.ShouldContain("Energy distance to real images Lines: a, last 1, b, last 1");
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("a name", true)]
    [InlineData("名称", true)]
    public void Classes_are_listed_once_where_the_columns_do_not_show_them_in_full(string name, bool isListed)
    {
        var page = Compare(Named("a"), Named("b")).ToHtml();
        PageText.Of(page).Contains($"Columns: {name}, 1, 2").ShouldBe(isListed);
        page.Split("column-list\">").Length.ShouldBe(isListed ? 3 : 1);
        page.Split("px\" aria-hidden=\"true\">").Length.ShouldBe(
            1 + 2 * (isListed ? 3 : 2), "of the three grids of a run, one names the columns to screen readers");

        RunRecord Named(string folder)
        {
            Run(folder);
            var path = _folder[$"{folder}/run.json"];
            File.WriteAllText(path, File.ReadAllText(path).Replace("\"zero\"", $"\"{name}\"")
                .Replace("\"one\"", "\"1\"").Replace("\"two\"", "\"2\""));
            return RunRecord.Load(_folder[folder]);
        }
    }

    [Theory]
    [InlineData(40, 35, new[] { 1, 15, 30 })]
    [InlineData(25, 25, new[] { 1, 13, 25 })]
    [InlineData(40, 4, new[] { 1, 2, 4 })]
    [InlineData(2, 1, new[] { 1 })]
    [InlineData(5, 0, new int[0])]
    public void Samples_come_from_the_same_epochs(int first, int second, int[] expected) =>
        Compare(Run("a", first), Run("b", second)).Epochs.ShouldBe(expected);

    [Fact]
    public void A_longer_run_also_shows_its_last_grid()
    {
        var (longer, shorter) = (Run("a", 9), Run("b", 3));
        var epochs = Compare(longer, shorter).Epochs;
        SharedGrids.Of(longer, epochs).Select(grid => grid.Epoch).ShouldBe([1, 2, 3, 9]);
        SharedGrids.Of(shorter, epochs).Select(grid => grid.Epoch).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Runs_that_share_no_epoch_show_their_own()
    {
        var (some, none) = (Run("a", 9), Run("b", 0));
        SharedGrids.Of(some, []).Select(grid => grid.Epoch).ShouldBe([1, 5, 9]);
        SharedGrids.Of(none, []).ShouldBeEmpty();
        PageText.Of(Compare(some, none).ToHtml()).ShouldContain("epoch 9 of 9 · step 27");
    }

    [Fact]
    public void Runs_with_the_same_name_are_distinguished_by_their_paths()
    {
        var comparison = Compare(Run("x/same"), Run("y/same"));
        comparison.Runs.Select(run => run.Name).ShouldBe([_folder["x/same"], _folder["y/same"]]);
        PageText.Of(comparison.ToHtml()).ShouldContain("None: all runs have the same settings.");
    }

    [Fact]
    public void Runs_are_called_by_their_titles()
    {
        string[] folders = [.. ((string[])["x/same", "y/same", "z", "y/other"]).Select(name => Run(name).Folder)];
        Title(folders[2]);
        Names(folders[0], folders[2]).ShouldBe(["same", "Flowers"]);
        Title(folders[3]);
        Names(folders).ShouldBe([folders[0], folders[1], $"Flowers ({folders[2]})", $"Flowers ({folders[3]})"]);
        Names(folders[1..]).ShouldBe(["same", "Flowers (z)", "Flowers (other)"]);

        static IEnumerable<string> Names(params string[] folders) =>
            Compare([.. folders.Select(RunRecord.Load)]).Runs.Select(run => run.Name);

        static void Title(string folder) =>
            File.WriteAllText(Path.Combine(folder, "notes.json"), """{"title":"Flowers","tags":[]}""");
    }

    [Fact]
    public void Foreign_text_is_escaped()
    {
        var page = Compare(
                Run("a"),
                Run("b", recipe: Tiny.Recipe with { Name = "<script>alert(1)</script>", Dataset = "<img src=x>" }))
            .ToHtml();
        page.Split("<script").Length.ShouldBe(2, "only the page's own script");
        page.ShouldNotContain("<img src=x");
        PageText.Addresses(page).ShouldAllBe(address => address.StartsWith("data:image/png;base64,"));
    }

    [Fact]
    public void A_dozen_fits_on_a_page_and_more_are_refused()
    {
        RunRecord[] runs = [.. Enumerable.Range(1, 13).Select(i => Run($"run-{i}", epochs: 1))];
        PageText.Of(Compare(runs[..12]).ToHtml()).ShouldContain("run-12 3 1 100 40");
        Should
            .Throw<GanSharpException>(() => Compare(runs))
            .Message.ShouldBe("a comparison needs 2 to 12 runs, not 13");
        Should.Throw<GanSharpException>(() => Compare(runs[0])).Message.ShouldEndWith("not 1");
        Should
            .Throw<GanSharpException>(() => Compare(runs[0], runs[0]))
            .Message.ShouldBe($"{_folder["run-1"]}: is named twice; name each run once");
        Should
            .Throw<GanSharpException>(() => Compare(runs[0], RunRecord.Load(runs[0].Folder + "/")))
            .Message.ShouldEndWith(": is named twice; name each run once");
    }

    [Fact]
    public void Only_pages_made_by_gansharp_are_replaced()
    {
        var comparison = Compare(Run("a"), Run("b"));
        var mine = _folder.Write("mine.html", "mine"u8);
        Should
            .Throw<GanSharpException>(() => comparison.Save(mine))
            .Message.ShouldContain("exists and is not a page made by gansharp");
        comparison.Save(_folder["compare.html"]);
        comparison.Save(_folder["compare.html"]);
        File.ReadAllText(_folder["compare.html"]).ShouldBe(comparison.ToHtml());
    }

    private RunRecord Run(string name, int epochs = 2, Recipe? recipe = null) =>
        RunRecord.Load(RecordedRun.Write(_folder[name], epochs, recipe));

    private static Comparison Compare(params RunRecord[] runs) => new(runs);
}
