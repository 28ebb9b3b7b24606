namespace GanSharp.Recipes;

/// <summary>Where a recipe's values stand in its file, so that errors can say so.</summary>
/// <param name="File">The file's path, or another name for it.</param>
/// <param name="Lines">For each key its line, then those of its list's entries.</param>
internal sealed record RecipeSource(string File, IReadOnlyDictionary<string, int[]> Lines)
{
    /// <summary>The same without a key, whose value no longer comes from the file.</summary>
    public RecipeSource Without(string key) => this with { Lines = Lines.Where(line => line.Key != key).ToDictionary() };

    /// <summary><c>file:line: </c>, or nothing when the value does not come from the file.</summary>
    public string Place(string key, int? entry) =>
        Lines.TryGetValue(key, out var lines) ? $"{File}:{lines.ElementAtOrDefault((entry ?? -1) + 1) switch { 0 => lines[0], var line => line }}: " : "";
}
