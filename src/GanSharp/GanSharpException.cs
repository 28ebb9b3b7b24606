namespace GanSharp;

/// <summary>Something a user can mend: one line that says what is wrong, where, and what to do.</summary>
public sealed class GanSharpException : Exception
{
    /// <summary>An error with that message.</summary>
    public GanSharpException(string message) : base(message) { }

    /// <summary>An error with that message, found because of <paramref name="cause"/>.</summary>
    public GanSharpException(string message, Exception cause) : base(message, cause) { }
}
