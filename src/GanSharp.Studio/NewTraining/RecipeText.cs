using GanSharp.Recipes;

namespace GanSharp.Studio.NewTraining;

/// <summary>The text of a recipe that a person edits: a setting changes only its own lines.</summary>
internal static class RecipeText
{
    /// <summary>The name of the text in errors.</summary>
    public const string Source = "recipe.yaml";

    /// <summary>Returns the text of a recipe after a change, with the person's comments and layout.</summary>
    /// <param name="text">The text of the recipe before.</param>
    /// <param name="before">The recipe before.</param>
    /// <param name="after">The recipe after the change.</param>
    public static string With(string text, Recipe before, Recipe after)
    {
        var whole = RecipeYaml.Format(after);
        var (old, fresh) = (PartsOf(text), PartsOf(whole));
        foreach (var key in RecipeKeys.All.Where(key => !key.Get(before).SequenceEqual(key.Get(after))))
        {
            var at = old.FindIndex(part => part.Key == key.Name);
            var now = fresh.Find(part => part.Key == key.Name)?.Lines ?? [];
            if (at >= 0)
                old[at] = old[at] with { Lines = [.. now, .. old[at].Lines.Rest()] };
            else if (now.Count > 0)
                old.Add(new(key.Name, now));
        }
        var changed = string.Join('\n', old.SelectMany(part => part.Lines).Append(""));
        return Means(changed, whole) ? changed : whole;
    }

    /// <summary>The line of a setting in a text, from 1; null if it is not there.</summary>
    public static int? LineOf(string text, string key)
    {
        var line = 1;
        foreach (var part in PartsOf(text))
        {
            if (part.Key == key)
                return line;
            line += part.Lines.Count;
        }
        return null;
    }

    private static bool Means(string text, string whole)
    {
        try
        {
            return RecipeYaml.Format(RecipeYaml.Parse(text, Source)) == whole;
        }
        catch (GanSharpException)
        {
            return false;
        }
    }

    /// <summary>The remarks and empty lines at the end of a part, which belong to the next one.</summary>
    private static IEnumerable<string> Rest(this IEnumerable<string> lines) =>
        lines.Reverse().TakeWhile(IsRemarkOrEmpty).Reverse();

    private static bool IsRemarkOrEmpty(string line) => line.Trim() is "" or ['#', ..];

    /// <summary>Splits a text before each line that begins with a key.</summary>
    private static List<Part> PartsOf(string text)
    {
        var parts = new List<Part> { new(null, []) };
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line is [>= 'a' and <= 'z', ..] && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                parts.Add(new(line[..colon].TrimEnd(), [line]));
            else
                parts[^1].Lines.Add(line);
        }
        if (parts[0].Lines.Count == 0)
            parts.RemoveAt(0);
        return parts;
    }

    private sealed record Part(string? Key, List<string> Lines);
}
