using GanSharp.PublicApi;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>Compares text in the docs with what the code generates.</summary>
internal static class GeneratedText
{
    private const string Accept = "GANSHARP_ACCEPT_DOCS";

    /// <summary>Requires that a file of the repository has exactly this text.</summary>
    public static void ShouldBeFile(string path, string text)
    {
        path = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        File.Exists(path).ShouldBeTrue($"{path} is missing; run the test with {Accept}=1");
        File.ReadAllText(path).ShouldBe(text, $"{path} is stale; run the test with {Accept}=1");
    }

    /// <summary>
    /// Requires that a file has this text between <c>&lt;!-- mark --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
    /// </summary>
    public static void ShouldBeBlock(string path, string mark, string text)
    {
        var whole = File.ReadAllText(Path.Combine(Repository.Root, path));
        var (begin, end) = ($"<!-- {mark} -->\n", "<!-- end -->");
        var start = whole.IndexOf(begin, StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, $"{path} has no {begin.TrimEnd()}");
        start += begin.Length;
        var stop = whole.IndexOf(end, start, StringComparison.Ordinal);
        stop.ShouldBeGreaterThan(0, $"{path} has no {end} after {begin.TrimEnd()}");
        ShouldBeFile(path, whole[..start] + text + whole[stop..]);
    }
}
