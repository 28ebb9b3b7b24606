namespace GanSharp.Mpi;

/// <summary>
/// Messages between the processes of a group. Between two processes, messages with one tag arrive in the order in which
/// they were sent. For one thread, which also creates and disposes it.
/// </summary>
internal interface IMessages : IDisposable
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes.</summary>
    int Count { get; }

    /// <summary>Begins to send. The memory stays as it is until <see cref="IsDone"/>.</summary>
    /// <param name="to">The receiver.</param>
    /// <param name="tag">0 to 32,767 at least.</param>
    /// <param name="message">A slice of an array that the garbage collector does not move.</param>
    /// <returns>The transfer.</returns>
    nint Send(int to, int tag, ReadOnlySpan<byte> message);

    /// <summary>Begins to receive a message of that length.</summary>
    /// <inheritdoc cref="Send"/>
    nint Receive(int from, int tag, Span<byte> message);

    /// <summary>Whether a transfer is complete; it is forgotten then, and must not be asked about again.</summary>
    bool IsDone(nint transfer);

    /// <summary>Ends all processes at once, with that exit code.</summary>
    void Abort(int exitCode);
}
