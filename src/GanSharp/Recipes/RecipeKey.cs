using System.Globalization;
using GanSharp.Text;

namespace GanSharp.Recipes;

/// <summary>A key of a recipe: how its value is read from text and written as text.</summary>
/// <param name="Name">The key, as in YAML and in <c>--set</c>.</param>
/// <param name="About">What it sets, with range and default.</param>
/// <param name="Get">
/// Returns the value as lines: one for a plain value, several for a list, none if it need not be written.
/// </param>
/// <param name="Set">
/// Returns the recipe with the value of those lines; for a plain value, no lines change nothing.
/// </param>
public sealed record RecipeKey(
    string Name, string About, Func<Recipe, IReadOnlyList<string>> Get, Func<Recipe, IReadOnlyList<string>, Recipe> Set)
{
    /// <summary>Whether the value is a list of lines.</summary>
    public bool IsList { get; init; }

    /// <summary>
    /// Whether an empty list is not written, so that recipes of versions without the key keep their text.
    /// </summary>
    internal bool IsOptional { get; init; }

    /// <summary>Whether the value is a list of names, which <see cref="NameList"/> writes on one line.</summary>
    internal bool IsNames { get; init; }

    /// <summary>Whether it only describes the recipe, so that no training depends on it.</summary>
    public bool IsDescription { get; init; }

    /// <summary>
    /// Whether it may change in the middle of a training: learning rates, the length, and what is written on the way.
    /// Of an optimiser, only the learning rate may.
    /// </summary>
    public bool IsChangeable { get; private init; }

    /// <summary>Its short name, such as <c>lr</c>; the name itself if it has none.</summary>
    public string ShortName
    {
        get => field ?? Name;
        init;
    }

    /// <summary>Splits a value on one line: a list at its semicolons, names at commas as well.</summary>
    /// <exception cref="GanSharpException">There is text, but no name.</exception>
    internal string[] LinesOf(string value) =>
        IsNames ? NameList.Parse(value) is var names && names.Length == 0 && value.Length > 0
                ? throw new GanSharpException($"'{value}' contains no name; leave it out for all") : names
            : IsList
                ? value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : [value];

    /// <summary>
    /// Returns the value on one line, as <see cref="LinesOf"/> reads it; empty if it need not be written.
    /// </summary>
    internal string OneLine(Recipe recipe) => OneLine(Get(recipe));

    /// <summary>Joins lines into one, as <see cref="LinesOf"/> reads it.</summary>
    internal string OneLine(IEnumerable<string> lines) => IsNames ? NameList.Format(lines) : string.Join("; ", lines);

    internal static RecipeKey Text(
        string name, string about, Func<Recipe, string> get, Func<Recipe, string, Recipe> set) => new(
        name, about,
        recipe => get(recipe) is { Length: > 0 } text ? [text] : [],
        (recipe, lines) => lines.Count switch
        {
            0 => recipe,
            1 => set(recipe, lines[0].Trim()),
            _ => throw new GanSharpException($"{lines.Count} values were given where one is expected"),
        });

    internal static RecipeKey Lines(
        string name, string about, Func<Recipe, IReadOnlyList<string>> get,
        Func<Recipe, IReadOnlyList<string>, Recipe> set) =>
        new(name, about, get, set) { IsList = true };

    internal static RecipeKey Names(
        string name, string about, Func<Recipe, IReadOnlyList<string>> get,
        Func<Recipe, IReadOnlyList<string>, Recipe> set) =>
        Lines(name, about, get, (recipe, lines) => set(recipe, [.. lines.Where(line => line.Length > 0)])) with
        {
            IsNames = true,
        };

    internal static RecipeKey Whole(
        string name, string about, long least, long most, Func<Recipe, long> get,
        Func<Recipe, long, Recipe> set) => Text(
        name, about,
        recipe => get(recipe).ToString(CultureInfo.InvariantCulture),
        (recipe, text) =>
            long.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? set(recipe, value)
                : throw new GanSharpException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"'{text}' is not a whole number from {least} to {most}")));

    internal static RecipeKey Choice<T>(
        string name, string about, Func<Recipe, T> get, Func<Recipe, T, Recipe> set) where T : struct, Enum => Text(
        name, about,
        recipe => Word(get(recipe)),
        (recipe, text) => Enum.GetValues<T>().Where(value => Word(value) == text).ToArray() is [var chosen]
            ? set(recipe, chosen)
            : throw new GanSharpException(
                $"'{text}' is not one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}"));

    /// <summary>Creates a key for a share from 0 to 1 inclusive, which is not written if it is 0.</summary>
    internal static RecipeKey OptionalShare(
        string name, string about, Func<Recipe, double> get, Func<Recipe, double, Recipe> set) => Text(
        name, about,
        recipe => get(recipe) is var share and not 0 ? Numbers.Format(share) : "",
        (recipe, text) => Numbers.Parse(text) is { } value and >= 0 and <= 1 ? set(recipe, value)
            : throw new GanSharpException($"'{text}' is not a number from 0 to 1"));

    /// <summary>Creates a key for true or false.</summary>
    internal static RecipeKey Flag(
        string name, string about, Func<Recipe, bool> get, Func<Recipe, bool, Recipe> set) => Text(
        name, about,
        recipe => get(recipe) ? "true" : "false",
        (recipe, text) => set(recipe, text switch
        {
            "true" => true,
            "false" => false,
            _ => throw new GanSharpException($"'{text}' is not true or false"),
        }));

    /// <summary>Returns the key as one whose value is not written if it is that of a new recipe.</summary>
    internal RecipeKey Optional()
    {
        var usual = OneLine(new Recipe { Name = "" });
        return this with { Get = recipe => OneLine(recipe) == usual ? [] : Get(recipe) };
    }

    /// <summary>Returns the key as one that may change in the middle of a training.</summary>
    internal RecipeKey Changeable() => this with { IsChangeable = true };

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
