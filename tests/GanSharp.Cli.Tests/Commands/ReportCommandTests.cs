namespace GanSharp.Cli.Tests.Commands;

public sealed class ReportCommandTests(ReportCommandTests.Runs runs)
    : IClassFixture<ReportCommandTests.Runs>, IDisposable
{
    /// <summary>A run of two epochs. Each test has a copy.</summary>
    public sealed class Runs : IDisposable
    {
        public Runs() => Cli.Run("train", "tiny.yaml", "--data", "data").Error.ShouldBeEmpty();

        internal CliRunner Cli { get; } = new CliRunner().WithTinyRecipe();

        public void Dispose() => Cli.Dispose();
    }

    private const string Run = "runs/0001-tiny";
    private readonly CliRunner _cli = runs.Cli.Copy();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("latest")]
    [InlineData("0001-tiny")]
    [InlineData(Run)]
    public void It_is_written_again_and_its_path_is_printed(string run)
    {
        File.Delete(_cli[$"{Run}/report.html"]);
        var result = Report(run);
        result.Error.ShouldBeEmpty();
        result.Lines.ShouldBe([_cli[$"{Run}/report.html"]]);
        File.ReadAllText(_cli[$"{Run}/report.html"]).ShouldContain("epoch 2 of 2 · step 10");
    }

    [Fact]
    public void Out_writes_only_the_page()
    {
        Report("1").Exit.ShouldBe(0);
        Directory.Delete(_cli[$"{Run}/charts"], recursive: true);
        Report("1 --out my.html").Lines.ShouldBe([_cli["my.html"]]);
        File.ReadAllText(_cli["my.html"]).ShouldBe(File.ReadAllText(_cli[$"{Run}/report.html"]));
        Directory.Exists(_cli[$"{Run}/charts"]).ShouldBeFalse();
    }

    [Fact]
    public void Pages_and_charts_can_be_Chinese()
    {
        Report("1 --language zh").Exit.ShouldBe(0);
        File.ReadAllText(_cli[$"{Run}/report.html"]).ShouldContain("第 2 轮，共 2 轮 · 第 10 步");
        File.ReadAllText(_cli[$"{Run}/charts/losses.svg"]).ShouldContain("<desc>曲线: 判别器, 最后 ");
        Report("1 --out my.html --language zh").Exit.ShouldBe(0);
        File.ReadAllText(_cli["my.html"]).ShouldBe(File.ReadAllText(_cli[$"{Run}/report.html"]));
    }

    [Theory]
    [InlineData("1 --language tlh", "--language: there is no page in 'tlh'; choose from en, zh")]
    [InlineData("7", "there is no run 7 in ")]
    [InlineData("data", "recipe.yaml: no such file; check the path")]
    [InlineData("1 --out tiny.yaml", "tiny.yaml: exists and is not a page made by gansharp")]
    [InlineData("1 --out data", "data: is a folder")]
    [InlineData("1 --out tiny.yaml/x.html", "cannot be written")]
    public void An_impossible_report_is_refused_and_changes_nothing(string options, string message)
    {
        var before = _cli.Entries;
        var result = Report(options);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        result.Error.Count(c => c == '\n').ShouldBe(1);
        _cli.Entries.ShouldBe(before);
    }

    [Fact]
    public void A_training_finishes_even_if_its_report_cannot_be_written()
    {
        File.WriteAllText(_cli[$"{Run}/report.html"], "mine");
        var result = _cli.Run("resume", "1", "--data", "data", "--epochs", "3");
        result.Exit.ShouldBe(1);
        result.Error.ShouldStartWith("gansharp: the training is done, but its report could not be written: ");
        result.Error.Count(c => c == '\n').ShouldBe(1);
        File.ReadAllText(_cli[$"{Run}/report.html"]).ShouldBe("mine");
        File.Exists(_cli[$"{Run}/checkpoints/step-0000015.safetensors"]).ShouldBeTrue();
    }

    [Fact]
    public void A_resumed_training_gets_a_new_report()
    {
        _cli.Run("resume", "1", "--data", "data", "--epochs", "3").Error.ShouldBeEmpty();
        File.ReadAllText(_cli[$"{Run}/report.html"]).ShouldContain("epoch 3 of 3 · step 15");
    }

    private CliResult Report(string options) =>
        _cli.Run(["report", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
