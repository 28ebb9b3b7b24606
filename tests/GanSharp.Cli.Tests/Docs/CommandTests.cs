using System.Text.RegularExpressions;
using GanSharp.IO;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>The command lines in the docs are understood, and those of the README and the tutorial work.</summary>
public sealed partial class CommandTests : IDisposable
{
    /// <summary>Options that shorten the work of a command; everything else runs as it is written.</summary>
    private static readonly (string Command, string[] Options)[] Shorter =
    [
        ("train", ["--steps", "12", "--threads", "2"]),
        ("evaluate", ["--samples", "200", "--resamples", "0"]),
        ("sweep", ["--steps", "4", "--samples", "100"]),
        ("project", ["--steps", "5"]),
    ];

    /// <summary>The command that serves until it is stopped; it is, when it has printed its link.</summary>
    private const string Serving = "studio";

    private const string FromSource = "dotnet run --project src/GanSharp.Cli -c Release --";

    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string> Files =>
        [.. MarkdownFiles.All.Where(file => file != "CHANGELOG.md" && CommandsOf(file).Any())];

    [Theory]
    [MemberData(nameof(Files))]
    public void Commands_are_understood(string file)
    {
        var root = Tool.Root(_cli.Environment());
        CommandsOf(file)
            .Select(line => (Line: line, Complaint: BadUsage.Describe(root.Parse(Redirected(Words(line)).Words))))
            .Where(found => found.Complaint is not null)
            .Select(found => $"{found.Line}: {found.Complaint}")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/tutorial.md")]
    [Trait("Instructions", "any")]
    public void Commands_work_one_after_the_other(string file)
    {
        AddPictures();
        foreach (var (name, text) in MarkdownFiles.Blocks(file).Where(block => block.Language == "yaml")
            .Select(block => (FileName().Match(block.Text).Groups[1].Value, block.Text)))
            File.WriteAllText(_cli[name], text);
        foreach (var line in CommandsOf(file))
        {
            var (words, redirected) = Redirected(Words(line));
            var result = words[0] == Serving ? Served(words) : _cli.Run(Shortened(words));
            result.Exit.ShouldBe(0, $"{line}: {result.Error}");
            if (redirected is not null)
                File.WriteAllText(_cli[redirected], result.Out);
        }
    }

    private CliResult Served(string[] words)
    {
        using var stop = new CancellationTokenSource();
        (_cli.Cancellation, _cli.OnLine) = (stop.Token, _ => stop.Cancel());
        var result = _cli.Run([.. words, "--no-browser", "--port", "0"]);
        (_cli.Cancellation, _cli.OnLine) = (CancellationToken.None, null);
        return result;
    }

    /// <summary>Pictures of a person's own, for the commands that ask for a folder of them.</summary>
    private void AddPictures()
    {
        Directory.CreateDirectory(_cli["my-pictures"]);
        for (var i = 0; i < 40; i++)
        {
            var pixels = Enumerable.Range(0, 64 * 64 * 3).Select(at => (byte)(at * (i + 3) % 251)).ToArray();
            PngWriter.Save(_cli[$"my-pictures/{i}.png"], new Bitmap(64, 64, 3, pixels));
        }
        File.Copy(_cli["my-pictures/0.png"], _cli["picture.png"]);
    }

    /// <summary>Splits a command into its words and the file that takes its output; null if there is none.</summary>
    private static (string[] Words, string? Target) Redirected(string[] words) =>
        words is [.. var before, ">" or ">>", var target] ? (before, target) : (words, null);

    private static string[] Shortened(string[] words)
    {
        foreach (var (_, options) in Shorter.Where(entry => entry.Command == words[0] && !words.Contains("report")))
        {
            foreach (var (option, value) in options.Chunk(2).Select(pair => (pair[0], pair[1])))
            {
                var at = Array.IndexOf(words, option);
                words = at < 0 ? [.. words, option, value] : [.. words[..(at + 1)], value, .. words[(at + 2)..]];
            }
        }
        return words;
    }

    /// <summary>The lines of a file that call the tool, without comments.</summary>
    private static IEnumerable<string> CommandsOf(string file) =>
        MarkdownFiles.Blocks(file).Where(block => block.Language == "sh")
            .SelectMany(block => block.Text.Replace("\\\n", " ").Split('\n'))
            .Select(line => line.Replace(FromSource, Tool.Name, StringComparison.Ordinal))
            .Where(line => line.StartsWith(Tool.Name + " ", StringComparison.Ordinal))
            .Select(line => Comment().Replace(line, "").Trim(' ', '&'));

    /// <summary>The arguments of a command line, without the tool.</summary>
    private static string[] Words(string line) =>
        [.. Word().Matches(line).Skip(1).Select(match => match.Value.Replace("\"", "").Replace("'", ""))];

    [GeneratedRegex(@"\s{2,}#.*$|\s#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""(?:[^\s"']|"[^"]*"|'[^']*')+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\A# (\S+\.yaml)")]
    private static partial Regex FileName();
}
