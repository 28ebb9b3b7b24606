namespace GanSharp.Recipes;

/// <summary>The position of a recipe's values in its file, for errors.</summary>
/// <param name="File">The file's path, or another name for it.</param>
/// <param name="Lines">The line of each key, then those of its list's entries.</param>
internal sealed record RecipeSource(string File, IReadOnlyDictionary<string, int[]> Lines)
{
    /// <summary>Creates the source of a built-in recipe, which has no file that a user could open.</summary>
    public static RecipeSource BuiltIn(string name) => new($"recipe {name}", new Dictionary<string, int[]>());

    /// <summary>Whether the value of a key is from the file or a later setting, not the default.</summary>
    public bool Has(string key) => Lines.ContainsKey(key);

    /// <summary>Returns the source without the lines of a key whose value no longer comes from the file.</summary>
    public RecipeSource Without(string key) =>
        this with
        {
            Lines = new Dictionary<string, int[]>(Lines) { [key] = [] },
        };

    /// <summary>
    /// Returns <c>file:line: </c>; only the file if it lacks the key; nothing if the value comes from elsewhere.
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
