using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>The limit on file sizes (<c>ulimit -f</c>).</summary>
internal static class FileSizeLimit
{
    private const PosixSignal FileTooLarge = (PosixSignal)25; // SIGXFSZ

    private static PosixSignalRegistration? _ignored;

    /// <summary>
    /// Makes a write beyond the limit fail with an error that names the file. By default the signal would kill the
    /// process.
    /// </summary>
    public static void MakeError() =>
        _ignored ??= OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(FileTooLarge, signal => signal.Cancel = true);
}
