namespace GanSharp.Cli.Tests.Presentation;

public class LoadingViewTests
{
    private static readonly string[] Line = ["data", "info", "folder", "--data", "colours", "--image-size", "4"];

    [Fact]
    public void Slow_reading_shows_a_line_every_five_seconds()
    {
        // Twenty files, and a second for each.
        using var cli = new CliRunner { Time = new TickingTime() }.WithColours(10);
        var lines = cli.Run(Line).Lines;
        lines.TakeWhile(line => line.StartsWith("reading images: ", StringComparison.Ordinal)).Count().ShouldBe(4);
        lines[0].ShouldMatch(@"^reading images: \d+ %$");
    }

    [Fact]
    public void In_a_terminal_the_line_is_cleared_afterwards()
    {
        using var cli = new CliRunner { Time = new TickingTime() }.WithColours(10);
        var shown = cli.RunInTerminal(Line).Out;
        shown.ShouldMatch(@"^(\r\e\[2Kreading images: \d+ %){19}\r\e\[2Kfolder: 20 images");
    }

    [Fact]
    public void Fast_reading_and_JSON_show_no_progress()
    {
        using var quick = new CliRunner().WithColours(10);
        quick.Run(Line).Lines[0].ShouldStartWith("folder: 20 images");
        quick.RunInTerminal(Line).Out.ShouldStartWith("folder: 20 images");

        using var slow = new CliRunner { Time = new TickingTime() }.WithColours(10);
        slow.Run([.. Line, "--json"]).Out.ShouldStartWith("{");
    }
}
