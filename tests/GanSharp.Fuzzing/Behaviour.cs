using System.Text.RegularExpressions;

namespace GanSharp.Fuzzing;

/// <summary>Tells errors apart.</summary>
internal static partial class Behaviour
{
    /// <summary>
    /// The types and messages of an error and its causes, without what they quote, and with the length of numbers in place of the numbers: how far a
    /// reader came counts, the very byte does not.
    /// </summary>
    public static string Of(Exception error, string folder)
    {
        var text = error.Message.Replace(folder, "", StringComparison.Ordinal);
        text = Digits().Replace(Quoted().Replace(text, "''"), match => $"{match.Length}");
        return $"{error.GetType().Name}: {text[..Math.Min(text.Length, 200)]}{(error.InnerException is { } cause ? $" <- {Of(cause, folder)}" : "")}";
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\([^)]*\)|\[[^]]*\]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
