namespace GanSharp.IO;

/// <summary>Classification of the errors when a file cannot be written or created.</summary>
internal static class DiskTrouble
{
    // EFBIG, which the runtime does not report as an IOException.
    private const int FileTooLarge = 27;

    // EEXIST, and its counterparts on Windows.
    private const int Exists = 17,
        ExistsOnWindows = unchecked((int)0x80070050), AlreadyExistsOnWindows = unchecked((int)0x800700B7);

    /// <summary>Returns the error as a file error; null if it is another kind of error.</summary>
    public static Exception? Of(Exception error) => error switch
    {
        IOException or UnauthorizedAccessException => error,
        ArgumentOutOfRangeException { ParamName: "value" } => new IOException(
            "the file would be larger than the system allows; see ulimit -f", FileTooLarge),
        _ => null,
    };

    /// <summary>Whether a file could not be created because its name was taken at that moment.</summary>
    public static bool IsTaken(IOException error) =>
        error.HResult is Exists or ExistsOnWindows or AlreadyExistsOnWindows;
}
