using System.Diagnostics;
using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class ShellWordTests
{
    private static readonly string[] Words =
    [
        "runs/0007-gan", "C:/x", "lr=1e-4", "a b", "", " ", "$HOME", "`id`", "rose$(touch PWNED)", "it's", "''",
        "\"x\"", "a\\b", "*", "?", "[a-z]", "{a,b}", "~",
        "#x", "a;b", "a&b", "a|b", "a<b", "a>b", "!x", "=ls", "@x", "%1", "-x", "--json", "ü漢", "a\nb", "\e[31mred",
        "a\u202e'b\\", "‘x’", "“x”",
    ];

    public static TheoryData<string> AllWords => [.. Words];

    [Theory]
    [MemberData(nameof(AllWords))]
    public void A_shell_reads_a_quoted_word_literally(string word)
    {
        if (!File.Exists("/bin/bash"))
            return;
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", $"printf '<%s>' {ShellWord.Quote(word, isPowerShell: false)}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            })!;

        shell.StandardOutput.ReadToEnd().ShouldBe($"<{word}>");
        shell.StandardError.ReadToEnd().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("runs/0007-gan_2", "runs/0007-gan_2", "runs/0007-gan_2")]
    [InlineData("C:\\runs", "'C:\\runs'", "C:\\runs")]
    [InlineData("", "''", "''")]
    [InlineData("a b", "'a b'", "'a b'")]
    [InlineData("$x", "'$x'", "'$x'")]
    [InlineData("it's", "'it'\\''s'", "'it''s'")]
    [InlineData("it’s", "'it’s'", "'it’’s'")]
    [InlineData("a,b", "'a,b'", "'a,b'")]
    [InlineData("@x", "'@x'", "'@x'")]
    [InlineData("\e$'", "$'\\033$\\''", "\"$([char]0x001B)`$'\"")]
    [InlineData("a\u202eb", "$'a\\342\\200\\256b'", "\"a$([char]0x202E)b\"")]
    public void Each_system_has_its_own_quoting(string word, string posix, string powerShell)
    {
        ShellWord.Quote(word, isPowerShell: false).ShouldBe(posix);
        ShellWord.Quote(word, isPowerShell: true).ShouldBe(powerShell);
        ShellWord.Quote(word).ShouldBe(OperatingSystem.IsWindows() ? powerShell : posix);
    }

    [Theory]
    [MemberData(nameof(AllWords))]
    public void Quoted_words_contain_no_hidden_characters(string word)
    {
        foreach (var isPowerShell in (bool[])[false, true])
            ShellWord.Quote(word, isPowerShell).ShouldAllBe(letter => !Visible.IsHidden(letter));
    }

    [Theory]
    [InlineData("-x/y z", "'./-x/y z'", "'--data=-x/y z'")]
    [InlineData("--json", "./--json", "--data=--json")]
    [InlineData("x", "x", "--data x")]
    public void A_value_that_looks_like_an_option_is_protected(string word, string path, string option)
    {
        ShellWord.Path(word, isPowerShell: false).ShouldBe(path);
        ShellWord.Option("--data", word, isPowerShell: false).ShouldBe(option);
    }
}
