using System.Runtime.InteropServices;
using System.Text;

namespace GanSharp.Mpi;

/// <summary>
/// The processes that work together, each on its part of every batch. They are started by MPI: <c>mpirun</c>,
/// <c>mpiexec</c> or <c>srun</c>.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
public abstract class ProcessGroup : IDisposable
{
    private protected ProcessGroup() { }

    /// <summary>This process alone.</summary>
    public static ProcessGroup Single { get; } = new SingleProcess();

    /// <summary>
    /// Connects this process with the others that MPI started, if it did: the MPI library is loaded then. Otherwise
    /// returns <see cref="Single"/>.
    /// </summary>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="GanSharpException">There is no MPI library, or it fails.</exception>
    public static ProcessGroup Connect(TimeProvider? time = null) =>
        MpiLaunch.Find(Environment.GetEnvironmentVariable) is { } launch
            ? new ConnectedProcesses(() => new MpiMessages(launch), time ?? TimeProvider.System)
            : Single;

    /// <summary>Whether MPI started this process together with others. Nothing of MPI is loaded to find out.</summary>
    public static bool IsOneOfMany => MpiLaunch.Find(Environment.GetEnvironmentVariable) is not null;

    /// <summary>Whether this process is one of many, and not the first.</summary>
    public static bool IsFollower => MpiLaunch.Find(Environment.GetEnvironmentVariable) is { Rank: > 0 };

    /// <summary>The number of this process, from 0. Process 0 alone writes files and messages.</summary>
    public abstract int Rank { get; }

    /// <summary>The number of processes.</summary>
    public abstract int Count { get; }

    /// <summary>Whether this process writes files and messages.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>The name of each process's machine.</summary>
    public abstract IReadOnlyList<string> Hosts { get; }

    /// <summary>How long gradients travelled so far.</summary>
    public ExchangeTotals Exchanged { get; private set; } = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    /// <summary>Adds the exchange of one step.</summary>
    internal void Add(ExchangeTotals step) => Exchanged = new(
        Exchanged.Time + step.Time, Exchanged.Waiting + step.Waiting, Exchanged.Bytes + step.Bytes);

    /// <summary>
    /// Returns what all processes gave, in the order of their numbers. All of them must call it, with as many bytes
    /// each.
    /// </summary>
    internal abstract byte[] Gather(byte[] own);

    /// <summary>Returns the numbers of all processes, in their order; each gives as many.</summary>
    internal double[] Gather(ReadOnlySpan<double> own) =>
        MemoryMarshal.Cast<byte, double>(Gather(MemoryMarshal.AsBytes(own).ToArray()).AsSpan()).ToArray();

    /// <summary>
    /// Computes some numbers for each of many items, a batch at a time. The processes take turns with the batches, and
    /// all of them get all numbers. The batches, and so the numbers, do not depend on the number of processes. All of
    /// them must call it.
    /// </summary>
    /// <param name="count">How many items.</param>
    /// <param name="batch">Items at a time.</param>
    /// <param name="all">Receives the numbers, as many for each item.</param>
    /// <param name="compute">Computes those of a batch, given its first item and its size; called in order.</param>
    /// <param name="cancellation">Ends the work between two batches; that of one process ends it for all.</param>
    internal void Share<T>(
        int count, int batch, Memory<T> all, BatchWork<T> compute, CancellationToken cancellation) where T : unmanaged
    {
        var width = count == 0 ? 0 : all.Length / count;
        var own = new T[Count == 1 ? 0 : batch * width];
        for (var first = 0; first < count; first += batch * Count)
        {
            if (Any(cancellation.IsCancellationRequested))
                throw new OperationCanceledException("the work was stopped", cancellation);
            var (start, size) = Part(Rank);
            var target = Count == 1 ? all.Span.Slice(start * width, size * width) : own.AsSpan(0, size * width);
            if (size > 0)
                compute(start, size, target);
            if (Count == 1)
                continue;
            var gathered = MemoryMarshal.Cast<byte, T>(Gather(MemoryMarshal.AsBytes(own.AsSpan()).ToArray()).AsSpan());
            for (var process = 0; process < Count; process++)
            {
                (start, size) = Part(process);
                gathered.Slice(process * own.Length, size * width).CopyTo(all.Span[(start * width)..]);
            }

            (int Start, int Size) Part(int process)
            {
                var begin = Math.Min(first + process * batch, count);
                return (begin, Math.Min(batch, count - begin));
            }
        }
    }

    /// <summary>Whether at least one process says so.</summary>
    internal bool Any(bool here) => Count == 1 ? here : Gather([here ? (byte)1 : (byte)0]).Contains((byte)1);

    /// <summary>Waits until all processes have come here.</summary>
    public void Barrier() => Any(false);

    /// <summary>
    /// Does some work in the first process, and then in the others, which find its files: a download, a cache.
    /// </summary>
    public async Task<T> FirstThenOthersAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsFirst)
            Barrier();
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            if (IsFirst)
                Barrier(); // after an error too: the others find the same
        }
    }

    /// <summary>Returns the text of process 0; all of them must call it.</summary>
    internal string? OfFirst(string? text)
    {
        if (Count == 1)
            return text;
        var own = Encoding.UTF8.GetBytes(text ?? "");
        var length = (int)Gather([own.Length])[0];
        Array.Resize(ref own, length);
        return length == 0 ? null : Encoding.UTF8.GetString(Gather(own).AsSpan(0, length));
    }

    /// <summary>Ends all processes at once, with that exit code.</summary>
    public abstract void Abort(int exitCode);

    /// <summary>Leaves the group, when all processes do.</summary>
    public abstract void Dispose();

    /// <summary>Computes the numbers of a batch.</summary>
    /// <param name="start">The first item.</param>
    /// <param name="count">How many items.</param>
    /// <param name="numbers">Receives their numbers.</param>
    internal delegate void BatchWork<T>(int start, int count, Span<T> numbers);

    private sealed class SingleProcess : ProcessGroup
    {
        public override int Rank => 0;

        public override int Count => 1;

        public override IReadOnlyList<string> Hosts => [Environment.MachineName];

        internal override byte[] Gather(byte[] own) => own;

        public override void Abort(int exitCode) => Environment.Exit(exitCode);

        public override void Dispose() { }
    }
}
