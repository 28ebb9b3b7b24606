using System.Runtime.InteropServices;
using System.Text;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>
/// The processes that train together, each on its part of every batch. They are started by MPI: <c>mpirun</c>,
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
    public ExchangeUse Exchanged { get; private set; } = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    /// <summary>Adds the exchange of one step.</summary>
    internal void Add(ExchangeUse step) => Exchanged = new(
        Exchanged.Time + step.Time, Exchanged.Waiting + step.Waiting, Exchanged.Bytes + step.Bytes);

    /// <summary>
    /// Returns what all processes gave, in the order of their numbers. All of them must call it, with as many bytes
    /// each.
    /// </summary>
    internal abstract byte[] Gather(byte[] own);

    /// <summary>Creates the sum of the gradients of a player's shards.</summary>
    internal abstract GradientSum Sum(IReadOnlyList<Tensor> parameters, int shards);

    /// <summary>Returns the numbers of all processes, in their order; each gives as many.</summary>
    internal double[] Gather(ReadOnlySpan<double> own) =>
        MemoryMarshal.Cast<byte, double>(Gather(MemoryMarshal.AsBytes(own).ToArray()).AsSpan()).ToArray();

    /// <summary>Whether at least one process says so.</summary>
    internal bool Any(bool here) => Count == 1 ? here : Gather([here ? (byte)1 : (byte)0]).Contains((byte)1);

    /// <summary>Waits until all processes have come here.</summary>
    public void Meet() => Any(false);

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

    private sealed class SingleProcess : ProcessGroup
    {
        public override int Rank => 0;

        public override int Count => 1;

        public override IReadOnlyList<string> Hosts => [Environment.MachineName];

        internal override byte[] Gather(byte[] own) => own;

        internal override GradientSum Sum(IReadOnlyList<Tensor> parameters, int shards) =>
            shards == 1 ? new OnlyGradients(parameters) : new LocalGradientSum(parameters, shards);

        public override void Abort(int exitCode) => Environment.Exit(exitCode);

        public override void Dispose() { }
    }
}
