using GanSharp.Text;

namespace GanSharp;

/// <summary>
/// An error that the user can fix. Its message is one line: where, what is wrong, and what to do. The message may quote
/// foreign text, so hidden characters are escaped (<see cref="Visible"/>) and a very long message loses its middle.
/// </summary>
public sealed class GanSharpException : Exception
{
    private const int LongestEnd = 1000;

    /// <summary>Creates an error with the given message.</summary>
    public GanSharpException(string message) : base(OnOneLine(message)) { }

    /// <summary>Creates an error with the given message and the exception that caused it.</summary>
    public GanSharpException(string message, Exception cause) : base(OnOneLine(message), cause) { }

    /// <summary>
    /// What is wrong with a damaged file, for callers that know a better remedy; null for other errors.
    /// </summary>
    internal string? Damage { get; private init; }

    /// <summary>Creates an error about a damaged file.</summary>
    /// <param name="damage">The file and what is wrong with it.</param>
    /// <param name="remedy">What to do, whatever the origin of the file.</param>
    /// <param name="cause">The exception that revealed the damage, if any.</param>
    internal static GanSharpException Damaged(string damage, string remedy, Exception? cause = null) =>
        new($"{damage}; {remedy}", cause!) { Damage = damage };

    /// <summary>Throws an error with the given message unless the condition holds.</summary>
    internal static void Require(bool condition, string message)
    {
        if (!condition)
            throw new GanSharpException(message);
    }

    private static string OnOneLine(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Visible.Of(
            message.Length <= 2 * LongestEnd ? message : $"{message[..LongestEnd]} … {message[^LongestEnd..]}");
    }
}
