using GanSharp.Text;

namespace GanSharp;

/// <summary>
/// Something a user can mend: one line that says what is wrong, where, and what to do. It may quote foreign text, so it
/// is made <see cref="Visible"/>, and the middle of a very long message is left out.
/// </summary>
public sealed class GanSharpException : Exception
{
    private const int LongestEnd = 1000;

    /// <summary>An error with that message.</summary>
    public GanSharpException(string message) : base(OnOneLine(message)) { }

    /// <summary>An error with that message, found because of <paramref name="cause"/>.</summary>
    public GanSharpException(string message, Exception cause) : base(OnOneLine(message), cause) { }

    /// <summary>
    /// What is wrong with a damaged file, for those who know better what to do about it; null for other errors.
    /// </summary>
    internal string? Damage { get; private init; }

    /// <summary>An error about a damaged file.</summary>
    /// <param name="damage">The file and what is wrong with it.</param>
    /// <param name="remedy">What to do about a file of any origin.</param>
    /// <param name="cause">What it was found by, if by an error.</param>
    internal static GanSharpException Damaged(string damage, string remedy, Exception? cause = null) =>
        new($"{damage}; {remedy}", cause!) { Damage = damage };

    /// <summary>
    /// Throws an error with that message unless the condition holds: what the checks of options are made of.
    /// </summary>
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
