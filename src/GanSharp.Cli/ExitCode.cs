using GanSharp.Tensors;

namespace GanSharp.Cli;

/// <summary>What the process says of how it went.</summary>
internal static class ExitCode
{
    public const int Success = 0, Failed = 1, BadUsage = 2, Stopped = 130;

    /// <summary>What is added to the number of the signal that ended the process.</summary>
    public const int OfSignal = 128;

    // EFBIG, ENOSPC, and what Windows says in its place.
    private const int FileTooLarge = 27, DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    public static int Of(Exception error) => error switch
    {
        OperationCanceledException => Stopped,
        { InnerException: IOException { HResult: FileTooLarge or DiskFull or DiskFullOnWindows } } => Failed,
        GanSharpException or TensorException => BadUsage,
        _ => Failed,
    };
}

/// <summary>Something went wrong after a training or a download had begun.</summary>
internal sealed class RunFailedException(Exception cause) : Exception(cause.Message, cause);

/// <summary>The user stopped something that can be gone on with.</summary>
internal sealed class StoppedException(string hint) : OperationCanceledException($"stopped; {hint}");
