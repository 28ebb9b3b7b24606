using System.Text.RegularExpressions;
using GanSharp.PublicApi;

namespace GanSharp.Tests;

/// <summary>
/// The form of the source files, as far as the build does not check it. Together they check what
/// <c>dotnet format --verify-no-changes</c> does, which takes minutes.
/// </summary>
[Trait("Instructions", "any")]
public partial class SourceTextTests
{
    private const int MostLines = 300, MostColumns = 120;

    [Fact]
    public void No_file_is_too_long() => All.Where(file => File.ReadLines(file).Count() > MostLines).ShouldBeEmpty();

    [Fact]
    public void No_line_is_too_wide() => Lines(line => line.Length > MostColumns).ShouldBeEmpty();

    [Fact]
    public void No_member_is_qualified_with_this() => Lines(This().IsMatch).ShouldBeEmpty();

    [Fact]
    public void Files_are_UTF8_without_a_mark_and_end_with_a_new_line() =>
        All.Where(file => File.ReadAllBytes(file) is [0xEF, 0xBB, 0xBF, ..] or not [.., (byte)'\n']).ShouldBeEmpty();

    /// <summary>Git may write other line ends on Windows.</summary>
    [Fact]
    public void Lines_end_with_a_line_feed() =>
        All.Where(file => !OperatingSystem.IsWindows() && File.ReadAllBytes(file).Contains((byte)'\r')).ShouldBeEmpty();

    [Fact]
    public void Using_directives_are_in_order() =>
        All.Where(file => Using().Matches(File.ReadAllText(file)).Select(Order) is var order
                && !order.SequenceEqual(order.Order(StringComparer.OrdinalIgnoreCase)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("using System.Text;\nusing GanSharp.IO;\nusing GanSharp.IO.Events;\nusing static System.Math;", true)]
    [InlineData("using GanSharp.IO;\nusing System.Text;", false)]
    [InlineData("using GanSharp.IO.Events;\nusing GanSharp.IO;", false)]
    [InlineData("using static System.Math;\nusing GanSharp.IO;", false)]
    [InlineData("using N = System.Int32;\nusing GanSharp.IO;", false)]
    public void Namespaces_of_the_system_come_first_and_aliases_last(string text, bool isInOrder)
    {
        var order = Using().Matches(text).Select(Order).ToArray();
        order.SequenceEqual(order.Order(StringComparer.OrdinalIgnoreCase)).ShouldBe(isInOrder);
    }

    /// <summary>Returns the C# files of a folder, without generated ones.</summary>
    internal static string[] FilesIn(string folder)
    {
        string[] files =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")),
        ];
        files.ShouldNotBeEmpty();
        return files;
    }

    private static IEnumerable<string> All =>
        ((string[])["src", "tests", "bench", "examples", "templates"]).SelectMany(FilesIn);

    private static IEnumerable<string> Lines(Func<string, bool> isWrong) =>
        All.SelectMany(file => File.ReadLines(file).Index().Where(line => isWrong(line.Item))
            .Select(line => $"{file}:{line.Index + 1}"));

    /// <summary>A text by which the directives of a file are sorted.</summary>
    private static string Order(Match directive)
    {
        var name = directive.Groups["name"].Value;
        var kind = directive.Groups["alias"].Success ? 3 : directive.Groups["static"].Success ? 2
            : name is "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1;
        return $"{kind} {directive.Groups["alias"].Value}{name}";
    }

    [GeneratedRegex(@"^using (?<static>static )?(?:(?<alias>\w+) = )?(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\bthis\.[A-Za-z_]")]
    private static partial Regex This();
}
