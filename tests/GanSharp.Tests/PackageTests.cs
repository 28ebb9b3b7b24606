using System.Text.RegularExpressions;
using GanSharp.PublicApi;

namespace GanSharp.Tests;

/// <summary>
/// The pages of the packages, and the programs in the docs; <c>tests/packages.sh</c> packs and uses them.
/// </summary>
[Trait("Instructions", "any")]
public partial class PackageTests
{
    public static TheoryData<string> Packages =>
    [
        .. ((string[])["src", "templates"])
            .SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder)))
            .Where(folder => !Directory.GetFiles(folder, "*.csproj")
                .Any(project => File.ReadAllText(project).Contains("<IsPackable>false</IsPackable>")))
            .Select(folder => Path.GetRelativePath(Repository.Root, folder)),
    ];

    [Theory, MemberData(nameof(Packages))]
    public void The_readme_of_a_package_is_short_has_an_example_and_links_that_work_on_any_page(string folder)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, folder, "README.md"));

        readme.Split('\n').Length.ShouldBeLessThan(60);
        readme.ShouldContain("```");
        var targets = Link().Matches(readme).Select(match => match.Groups["target"].Value).ToArray();
        targets.ShouldNotBeEmpty();
        targets.ShouldAllBe(target => target.StartsWith("https://", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Packages))]
    public void Links_of_a_readme_to_the_repository_lead_to_files_and_headings(string folder)
    {
        const string Files = "https://github.com/gansharp/gansharp/blob/main/";
        foreach (var link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, folder, "README.md")))
                .Select(match => match.Groups["target"].Value)
                .Where(target => target.StartsWith(Files, StringComparison.Ordinal)))
        {
            var parts = link[Files.Length..].Split('#');
            var page = Path.Combine(Repository.Root, parts[0]);
            File.Exists(page).ShouldBeTrue(link);
            if (parts is [_, var heading])
                Heading().Matches(File.ReadAllText(page)).Select(match => Anchor(match.Groups["text"].Value))
                    .ShouldContain(heading, link);
        }
    }

    [Theory, MemberData(nameof(Packages))]
    public void A_package_has_a_description_and_tags(string folder)
    {
        var project = File.ReadAllText(
            Path.Combine(Repository.Root, folder, $"{Path.GetFileName(folder)}.csproj"));
        project.ShouldContain("<Description>");
        (project + File.ReadAllText(Path.Combine(Repository.Root, "src", "Directory.Build.props")))
            .ShouldContain("<PackageTags>");
    }

    [Fact]
    public void Nothing_else_is_packed() =>
        ((string[])["bench", "examples"])
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => !File.ReadAllText(project).Contains("<IsPackable>false</IsPackable>"))
            .ShouldBeEmpty();

    [Fact]
    public void The_icon_is_128_pixels_wide_and_high()
    {
        var icon = File.ReadAllBytes(Path.Combine(Repository.Root, "docs", "images", "icon.png"));
        icon.AsSpan(16, 8).ToArray().ShouldBe([0, 0, 0, 128, 0, 0, 0, 128]);
    }

    [Fact]
    public void The_page_about_programs_shows_the_web_service_that_is_built()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "programs.md"));
        var program = File.ReadAllText(Path.Combine(Repository.Root, "examples", "WebService", "Program.cs"));
        page.ShouldContain(program[program.IndexOf("using ", StringComparison.Ordinal)..].TrimEnd());
    }

    private static string Anchor(string heading) =>
        NotInAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
