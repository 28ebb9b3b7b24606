using GanSharp.Cli.Shells;

namespace GanSharp.Cli.Tests.Shells;

public sealed class CompletionTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("gansharp tr", "train")]
    [InlineData("gansharp recipes ", "list settings show")]
    [InlineData("gansharp data l", "list")]
    [InlineData("gansharp train wgan", "wgan wgan-gp wgan-gp-conditional")]
    [InlineData("gansharp train gan --dataset fas", "fashion-mnist")]
    [InlineData("gansharp train --on-nan ", "rollback stop")]
    [InlineData("gansharp train gan --image-", "--image-size")]
    [InlineData("gansharp sample la", "latest")]
    [InlineData("gansharp resume 0001", "0001-gan")]
    [InlineData("gansharp train gan --set late", "latent=")]
    [InlineData("gansharp train gan --dataset fashion-mnist --classes Sa", "Sandal")]
    [InlineData("gansharp data info fashion-mnist --classes Sandal,Ba", "Sandal,Bag")]
    [InlineData("gansharp evaluate --features d", "digits")]
    [InlineData("gansharp stop 0001", "0001-gan")]
    [InlineData("gansharp pause l", "latest")]
    [InlineData("gansharp pause --o", "--off")]
    [InlineData("gansharp resume --set ke", "keep=")]
    [InlineData("gansharp resume --set ba", "")]
    [InlineData("gansharp completion ", "bash fish powershell zsh")]
    [InlineData("gansharp sample --labels ", "")]
    [InlineData("/usr/bin/gansharp tr", "train")]
    [InlineData("gansharp zzz", "")]
    [InlineData("gansharp", null)]
    public void Completions_are_the_words_that_can_come_next(string line, string? words)
    {
        Directory.CreateDirectory(_cli["runs/0001-gan"]);

        var asked = _cli.Run($"[suggest:{line.Length}]", line);

        asked.Exit.ShouldBe(0);
        asked.Error.ShouldBeEmpty();
        if (words is null)
            asked.Lines.ShouldContain("train");
        else
            asked.Lines.ShouldBe(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Text_after_the_cursor_is_ignored() =>
        _cli.Run("[suggest:11]", "gansharp tr --json").Lines.ShouldBe(["train"]);

    [Fact]
    public void The_line_may_come_from_environment_variables()
    {
        var asked = Completion.Words(Tool.Root(_cli.Environment()), ["[suggest]", "gansharp", "da", "gansharp"],
            name => name switch { "COMP_LINE" => "gansharp da", "COMP_POINT" => "11", _ => null });

        asked.ShouldBe(["data"]);
    }
}
