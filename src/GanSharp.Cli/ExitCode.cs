using GanSharp.Tensors;

namespace GanSharp.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    public const int Success = 0, Failed = 1, BadUsage = 2, Stopped = 130;

    /// <summary>The offset that is added to the number of the signal that ended the process.</summary>
    public const int OfSignal = 128;

    // EFBIG, ENOSPC, and their counterpart on Windows.
    private const int FileTooLarge = 27, DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    public static int Of(Exception error) => error switch
    {
        OperationCanceledException => Stopped,
        { InnerException: IOException { HResult: FileTooLarge or DiskFull or DiskFullOnWindows } } => Failed,
        GanSharpException or TensorException => BadUsage,
        _ => Failed,
    };
}

/// <summary>An error after a training or a download had started.</summary>
internal sealed class RunFailedException(Exception cause) : Exception(cause.Message, cause);

/// <summary>The user stopped work that can be resumed.</summary>
internal sealed class StoppedException(string hint) : OperationCanceledException($"stopped; {hint}");
