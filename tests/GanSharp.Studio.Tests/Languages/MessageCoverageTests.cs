using System.Text.RegularExpressions;
using GanSharp.PublicApi;
using GanSharp.Reports.Languages;

namespace GanSharp.Studio.Tests.Languages;

public sealed partial class MessageCoverageTests
{
    /// <summary>What only programs and commands meet, never a page.</summary>
    private static readonly string[] NotOnPages =
    [
        "src/GanSharp/Benchmarks/", "src/GanSharp/Hosting/", "src/GanSharp/IO/PyTorch/",
        "src/GanSharp/PyTorch/WeightImport.cs", "src/GanSharp/Studies/Continuation.cs",
        "src/GanSharp/Studies/SweepData.cs", "src/GanSharp.Studio/StudioOptions.cs",
    ];

    [Fact]
    public void Every_error_in_the_sources_is_Chinese()
    {
        var errors = Sources().SelectMany(SourceMessages.In).ToArray();
        errors.Length.ShouldBeGreaterThan(500);
        errors.Where(error => IsEnglish(error.Message)).Select(error => $"{error.Place}: {error.Message}")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("throw new GanSharpException($\"{path}: is {(isBig ? \"too big\" : Small)}; \" + $\"try {other}\");")]
    [InlineData("var problem = isBig ? \"too big\" : Small; Require(is, $\"{a}: is {problem}; try {b}\");")]
    public void The_texts_of_a_message_are_put_together(string code) =>
        SourceMessages.Of($"class A {{ const string Small = \"too small\"; void B() {{ {code} }} }}")
            .Select(error => error.Message)
            .ShouldBe(["Q0: is too big; try Q1", "Q0: is too small; try Q1"]);

    /// <summary>Whether two English words stand side by side. A value at the end of a message may be empty.</summary>
    private static bool IsEnglish(string message) =>
        HasEnglish(Chinese.Say(message)) && HasEnglish(Chinese.Say(EndValues().Replace(message, "")));

    private static bool HasEnglish(string text) => EnglishWords().IsMatch(AsTyped().Replace(text, ""));

    private static Phrases Chinese { get; } = Phrases.In("zh");

    private static IEnumerable<string> Sources() =>
        ((string[])["GanSharp", "GanSharp.Images", "GanSharp.Reports", "GanSharp.Studio"])
        .SelectMany(project => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            && !NotOnPages.Any(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/').StartsWith));

    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishWords();

    /// <summary>Commands, and what is in quotes.</summary>
    [GeneratedRegex("(gansharp|apt)( [a-z]+)+|“[^”]*”")]
    private static partial Regex AsTyped();

    [GeneratedRegex(@"(Q\d)+$")]
    private static partial Regex EndValues();
}
