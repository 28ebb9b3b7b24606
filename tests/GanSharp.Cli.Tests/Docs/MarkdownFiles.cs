using System.Text.RegularExpressions;
using GanSharp.PublicApi;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>A block of code in a Markdown file.</summary>
internal sealed record CodeBlock(string File, int Line, string Language, string Text)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>The Markdown files of the repository, and what tests read from them.</summary>
internal static partial class MarkdownFiles
{
    /// <summary>Their paths within the repository, without those of built or hidden folders.</summary>
    public static IEnumerable<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" || part[0] == '.'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>The blocks of code of a file, each with the line of its first line.</summary>
    public static IEnumerable<CodeBlock> Blocks(string file)
    {
        var lines = Read(file).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence)
                continue;
            var begin = ++i;
            while (i < lines.Length && lines[i].Trim() != "```")
                i++;
            yield return new(file, begin + 1, fence.Groups[1].Value, string.Join('\n', lines[begin..i]));
        }
    }

    /// <summary>The targets of links and pictures outside code.</summary>
    public static IEnumerable<string> Links(string file) =>
        Link().Matches(WithoutCode(Read(file))).Select(match => match.Groups[1].Value);

    /// <summary>The anchors of the headings, as GitHub makes them.</summary>
    public static IEnumerable<string> Anchors(string file) =>
        Fenced().Replace(Read(file), "").Split('\n').Where(line => line.StartsWith('#'))
            .Select(line => NotOfAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), ""))
            .Select(heading => heading.Replace(' ', '-'));

    private static string WithoutCode(string text) => InlineCode().Replace(
        Fenced().Replace(text, ""), match => new string('x', match.Groups[1].Length));

    [GeneratedRegex(@"^\s*```(\w+)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*```.*?^\s*```\s*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotOfAnchors();
}
