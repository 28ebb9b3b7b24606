namespace GanSharp.IO;

/// <summary>What the system says when a file cannot be written or made.</summary>
internal static class DiskTrouble
{
    // EFBIG, for which the runtime has no exception of files.
    private const int FileTooLarge = 27;

    // EEXIST, and what Windows says in its place.
    private const int Exists = 17,
        ExistsOnWindows = unchecked((int)0x80070050), AlreadyExistsOnWindows = unchecked((int)0x800700B7);

    /// <summary>The error as one of files; null when it is about something else.</summary>
    public static Exception? Of(Exception error) => error switch
    {
        IOException or UnauthorizedAccessException => error,
        ArgumentOutOfRangeException { ParamName: "value" } => new IOException(
            "the file would be larger than the system allows; see ulimit -f", FileTooLarge),
        _ => null,
    };

    /// <summary>Whether a file could not be made because something had its name, which may be gone by now.</summary>
    public static bool IsTaken(IOException error) =>
        error.HResult is Exists or ExistsOnWindows or AlreadyExistsOnWindows;
}
