using System.Text.RegularExpressions;
using GanSharp.Data;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Reports.Languages;

namespace GanSharp.Reports.Tests.Languages;

public sealed partial class PhrasesTests
{
    private static readonly string[] Folders =
    [
        Path.Combine(Repository.Root, "src", "GanSharp.Reports"),
        Path.Combine(Repository.Root, "src", "GanSharp.Studio"),
    ];

    private static IReadOnlyDictionary<string, string> Chinese => Phrases.In("zh").Translations;

    [Fact]
    public void Every_text_of_a_page_has_a_translation()
    {
        string[] texts =
        [
            .. Sources("*.razor", "*.cs").SelectMany(file => InPages().Matches(file)).Select(Text),
            .. Sources("*.js").SelectMany(file => InScripts().Matches(file)).Select(Text),
        ];
        texts.Length.ShouldBeGreaterThan(100);
        texts.Where(text => !Chinese.ContainsKey(text)).Distinct().ShouldBeEmpty();
    }

    /// <summary>Pages also show what recipes, settings and data sets say about themselves.</summary>
    [Fact]
    public void Every_text_of_the_library_that_a_page_shows_has_a_translation() =>
        Library.Where(text => !Chinese.ContainsKey(text)).ShouldBeEmpty();

    [Fact]
    public void Every_translation_is_of_a_text()
    {
        var sources = string.Join('\n', Sources("*.razor", "*.cs", "*.js")).Replace("\\'", "'");
        Chinese.Keys.Except(Library).Where(text => !sources.Contains(text)).ShouldBeEmpty();
    }

    [Fact]
    public void A_translation_has_the_places_for_values_of_its_text() =>
        Chinese.Where(pair => Places(pair.Key) != Places(pair.Value)).Select(pair => pair.Key).ShouldBeEmpty();

    [Fact]
    public void A_word_with_two_meanings_has_two_translations()
    {
        var chinese = Phrases.In("zh");
        chinese["Play"].ShouldNotBe(chinese["Play | samples"]);
        Phrases.English["Play | samples"].ShouldBe("Play");
        Phrases.English["Step {0} | Epoch", 3].ShouldBe("Step 3");
    }

    [Fact]
    public void Another_language_is_refused() =>
        Should.Throw<GanSharpException>(() => Phrases.In("tlh")).Message
            .ShouldBe("there are no pages in 'tlh'; choose from en, zh");

    private static string[] Library =>
    [
        .. RecipeKeys.All.Select(key => key.About),
        .. RecipeCatalogue.Names.Select(name => RecipeCatalogue.Load(name).About),
        .. Datasets.All.Where(info => info.IsBuiltIn || info.DownloadBytes is not null).Select(info => info.About),
    ];

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static string Text(Match match) => Regex.Unescape(match.Groups[1].Value);

    private static IEnumerable<string> Sources(params string[] patterns) => patterns
        .SelectMany(pattern => Folders.SelectMany(
            folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .Select(File.ReadAllText);

    [GeneratedRegex(@"\b(?:T|phrases)\[\s*""((?:[^""\\]|\\.)*)""")]
    private static partial Regex InPages();

    [GeneratedRegex(@"\bt\('((?:[^'\\]|\\.)*)'")]
    private static partial Regex InScripts();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
