using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>One training of a sweep.</summary>
public sealed record Trial
{
    private const int LongestValue = 40;

    internal Trial(Recipe recipe, IReadOnlyList<(string Key, string Value)> settings)
    {
        (Recipe, Settings) = (recipe, settings);
        Group = string.Concat([
            FileName(recipe.Name),
            .. settings.Select(setting => $"-{RecipeKeys.Find(setting.Key).ShortName}={FileName(setting.Value)}"),
        ]);
    }

    /// <summary>
    /// The name of its files: recipe, settings and seed, such as <c>gan-lr=1e-4-seed=1</c>. It depends on nothing else,
    /// so it stays the same when a sweep grows.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Group}-seed={Recipe.Seed}");

    /// <summary>The name without the seed; trials that differ only in the seed share it.</summary>
    public string Group { get; }

    /// <summary>The recipe with all settings applied.</summary>
    public Recipe Recipe { get; }

    /// <summary>The settings that come from the axes, by recipe key.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; }

    /// <summary>The value of a setting: that of an axis, otherwise the recipe's.</summary>
    public string ValueOf(string key)
    {
        var known = RecipeKeys.Find(key);
        foreach (var (name, value) in Settings)
        {
            if (name == known.Name)
                return value;
        }
        return known.ShortName == "lr" ? LearningRate() : known.OneLine(Recipe);
    }

    private string LearningRate() =>
        string.Join(
            " / ",
            new[] { Recipe.GeneratorOptimizer, Recipe.DiscriminatorOptimizer }
                .Select(options => Text.Numbers.Format(options.LearningRate))
                .Distinct());

    /// <summary>
    /// The text with underscores for spaces, if it is short and has only letters, digits and <c>. + - =</c>; otherwise
    /// its valid part and a digest.
    /// </summary>
    private static string FileName(string text)
    {
        var safe = string.Concat(
            text.Select(c =>
                char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '=' ? c
                : c == ' ' ? '_'
                : '~'));
        if (safe.Length <= LongestValue
            && !safe.Contains('~', StringComparison.Ordinal)
            && !text.Contains('_', StringComparison.Ordinal))
            return safe;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
        return $"{safe[..Math.Min(safe.Length, LongestValue)].Replace('~', '_')}.{digest}";
    }
}
