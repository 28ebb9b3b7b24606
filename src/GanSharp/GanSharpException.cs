using GanSharp.Text;

namespace GanSharp;

/// <summary>
/// Something a user can mend: one line that says what is wrong, where, and what to do. It may quote foreign text, so it is made
/// <see cref="Visible"/>, and the middle of a very long message is left out.
/// </summary>
public sealed class GanSharpException : Exception
{
    private const int LongestEnd = 1000;

    /// <summary>An error with that message.</summary>
    public GanSharpException(string message) : base(OnOneLine(message)) { }

    /// <summary>An error with that message, found because of <paramref name="cause"/>.</summary>
    public GanSharpException(string message, Exception cause) : base(OnOneLine(message), cause) { }

    /// <summary>Throws an error with that message unless the condition holds: what the checks of options are made of.</summary>
    internal static void Require(bool condition, string message)
    {
        if (!condition)
            throw new GanSharpException(message);
    }

    private static string OnOneLine(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var shown = message.Length <= 2 * LongestEnd ? message : $"{message[..LongestEnd]} … {message[^LongestEnd..]}";
        return Visible.Of(shown);
    }
}
