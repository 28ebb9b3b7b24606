namespace GanSharp.IO;

/// <summary>What the system says when a file cannot be written.</summary>
internal static class DiskTrouble
{
    // EFBIG, for which the runtime has no exception of files.
    private const int FileTooLarge = 27;

    /// <summary>The error as one of files; null when it is about something else.</summary>
    public static Exception? Of(Exception error) => error switch
    {
        IOException or UnauthorizedAccessException => error,
        ArgumentOutOfRangeException { ParamName: "value" } => new IOException("the file would be larger than the system allows; see ulimit -f", FileTooLarge),
        _ => null,
    };
}
