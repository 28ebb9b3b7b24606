using System.Text.RegularExpressions;

namespace GanSharp.Fuzzing;

/// <summary>The classification of errors.</summary>
internal static partial class Behaviour
{
    /// <summary>
    /// Returns the types and reasons of an error and its causes. A reason is the last part of a message, without
    /// quotations and with the lengths of numbers instead of the numbers. So how far a reader got matters, but not the
    /// exact byte.
    /// </summary>
    public static string Of(Exception error)
    {
        var reason = Quoted().Replace(error.Message, "''").Split("; ")[0].Split(": ")[^1];
        reason = Digits().Replace(reason, match => $"{match.Length}");
        var cause = error.InnerException is { } inner ? $" <- {Of(inner)}" : "";
        return $"{error.GetType().Name}: {reason[..Math.Min(reason.Length, 100)]}{cause}";
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\([^)]*\)|\[[^]]*\]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
