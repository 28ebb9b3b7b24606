namespace GanSharp.Cli.Tests;

/// <summary>A training that prints to a file.</summary>
public sealed class LogOptionTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Everything_is_appended_to_the_file_as_plain_lines()
    {
        var train = _cli.RunInTerminal("train", "tiny.yaml", "--data", "data", "--log", "train.log");
        (train.Exit, train.Out, train.Error).ShouldBe((0, "", ""));
        var before = File.ReadAllLines(_cli["train.log"]);
        before[0].ShouldStartWith("tiny on idx: 40 images");
        before[^1].ShouldEndWith("report.html: report with samples, curves and settings");

        _cli.Run("resume", "--data", "data", "--steps", "1", "--json", "--log", "train.log").Out.ShouldBeEmpty();

        var after = File.ReadAllLines(_cli["train.log"]);
        after[..before.Length].ShouldBe(before);
        after.ShouldContain(line => line.StartsWith("{\"event\":\"step\",\"step\":11,", StringComparison.Ordinal));
        string.Concat(after).ShouldNotContain("\u001b");
    }

    [Fact]
    public void An_error_is_in_the_file_and_shown()
    {
        var result = _cli.Run("train", "none.yaml", "--log", "train.log");
        result.Exit.ShouldBe(2);
        result.Error.ShouldStartWith("gansharp: ");
        File.ReadAllText(_cli["train.log"]).ShouldBe(result.Error);
        _cli.Run("train", "tiny.yaml", "--log", "train.log", "--epoch", "3").Exit.ShouldBe(2);
        File.ReadAllText(_cli["train.log"]).ShouldContain("there is no option --epoch");
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_before_the_training()
    {
        var result = _cli.Run("train", "tiny.yaml", "--data", "data", "--log", "none/train.log");
        result.Exit.ShouldBe(2);
        result.Error.ShouldStartWith($"gansharp: {_cli["none/train.log"]}: cannot be written (");
        Directory.Exists(_cli["runs"]).ShouldBeFalse();
    }

    [Fact]
    public void Help_is_shown_and_no_file_is_made()
    {
        _cli.Run("train", "--log", "train.log", "--help").Out.ShouldContain("--log <FILE>");
        File.Exists(_cli["train.log"]).ShouldBeFalse();
    }
}
