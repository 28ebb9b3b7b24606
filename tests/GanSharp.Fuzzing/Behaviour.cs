using System.Text.RegularExpressions;

namespace GanSharp.Fuzzing;

/// <summary>Tells errors apart.</summary>
internal static partial class Behaviour
{
    /// <summary>
    /// The types of an error and its causes, and their reasons: the last part of their messages, without what it
    /// quotes, and with the length of numbers in place of the numbers. How far a reader came counts, the very byte does
    /// not.
    /// </summary>
    public static string Of(Exception error)
    {
        var reason = Quoted().Replace(error.Message, "''").Split("; ")[0].Split(": ")[^1];
        reason = Digits().Replace(reason, match => $"{match.Length}");
        return $"{error.GetType().Name}: {reason[..Math.Min(reason.Length, 100)]}{(error.InnerException is { } cause ? $" <- {Of(cause)}" : "")}";
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\([^)]*\)|\[[^]]*\]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
