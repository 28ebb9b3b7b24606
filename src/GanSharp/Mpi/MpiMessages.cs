using System.Runtime.InteropServices;

namespace GanSharp.Mpi;

/// <summary>Messages over MPI.</summary>
internal sealed unsafe class MpiMessages : IMessages
{
    private readonly MpiLibrary _mpi;
    private readonly Stack<nint> _free = [];
    private readonly List<nint> _requests = [];

    /// <summary>Begins MPI on this thread.</summary>
    /// <exception cref="GanSharpException">The library is not found, or fails.</exception>
    public MpiMessages(MpiLaunch launch)
    {
        _mpi = MpiLibrary.Load(launch);
        (Rank, Count) = _mpi.Initialize();
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public nint Send(int to, int tag, ReadOnlySpan<byte> message)
    {
        var request = NewRequest();
        _mpi.Send(to, tag, message, (nint*)request);
        return request;
    }

    /// <inheritdoc/>
    public nint Receive(int from, int tag, Span<byte> message)
    {
        var request = NewRequest();
        _mpi.Receive(from, tag, message, (nint*)request);
        return request;
    }

    /// <inheritdoc/>
    public bool IsDone(nint transfer)
    {
        if (!_mpi.Test((nint*)transfer))
            return false;
        _free.Push(transfer);
        return true;
    }

    /// <inheritdoc/>
    public void Abort(int exitCode) => _mpi.Abort(exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        _mpi.End();
        foreach (var request in _requests)
            NativeMemory.Free((void*)request);
    }

    /// <summary>Memory for a handle of MPI, of whatever size.</summary>
    private nint NewRequest()
    {
        if (_free.TryPop(out var free))
            return free;
        var request = (nint)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        _requests.Add(request);
        return request;
    }
}
