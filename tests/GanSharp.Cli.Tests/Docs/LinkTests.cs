using GanSharp.PublicApi;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>Links between the files of the repository lead somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Files => [.. MarkdownFiles.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_to_files_and_headings_that_exist(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var broken = MarkdownFiles.Links(file).Where(link => !Leads(link)).ToList();
        broken.ShouldBeEmpty($"{file} has links that lead nowhere");

        bool Leads(string link)
        {
            if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
                return true;
            var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
            var target = path.Length == 0 ? file : Path.Combine(folder, Uri.UnescapeDataString(path));
            return Path.Exists(Path.Combine(Repository.Root, target))
                && (anchor is null || MarkdownFiles.Anchors(target).Contains(Uri.UnescapeDataString(anchor)));
        }
    }
}
