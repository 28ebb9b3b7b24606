namespace GanSharp.Recipes;

/// <summary>Where a recipe's values stand in its file, so that errors can say so.</summary>
/// <param name="File">The file's path, or another name for it.</param>
/// <param name="Lines">For each key its line, then those of its list's entries.</param>
internal sealed record RecipeSource(string File, IReadOnlyDictionary<string, int[]> Lines)
{
    /// <summary>A recipe without a file that a user could look into.</summary>
    public static RecipeSource BuiltIn(string name) => new($"recipe {name}", new Dictionary<string, int[]>());

    /// <summary>Whether the value of a key stands in the file.</summary>
    public bool Has(string key) => Lines.ContainsKey(key);

    /// <summary>The same without the lines of a key, whose value no longer comes from the file.</summary>
    public RecipeSource Without(string key) =>
        this with
        {
            Lines = new Dictionary<string, int[]>(Lines) { [key] = [] },
        };

    /// <summary>
    /// <c>file:line: </c>; the file alone when it lacks the key, and nothing when the value comes from elsewhere.
    /// </summary>
    public string Place(string key, int? entry)
    {
        if (!Lines.TryGetValue(key, out var lines))
            return $"{File}: ";
        return lines is []
            ? ""
            : $"{File}:{lines.ElementAtOrDefault((entry ?? -1) + 1) switch { 0 => lines[0], var line => line }}: ";
    }
}
