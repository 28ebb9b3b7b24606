using System.Text;

namespace GanSharp.Mpi;

/// <summary>Processes that send each other messages.</summary>
internal sealed class ConnectedProcesses : ProcessGroup
{
    private const int HostBytes = 64;


    /// <summary>Connects this process with the others.</summary>
    /// <param name="begin">Begins the messages.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="GanSharpException">They cannot begin.</exception>
    public ConnectedProcesses(Func<IMessages> begin, TimeProvider time)
    {
        Messenger = new(begin, time);
        var name = Encoding.UTF8.GetBytes(Environment.MachineName);
        Array.Resize(ref name, HostBytes);
        Hosts = [.. Gather(name).Chunk(HostBytes).Select(host => Encoding.UTF8.GetString(host).TrimEnd('\0'))];
        Messenger.Describe = process => $"process {process} on {Hosts[process]}";
    }

    /// <summary>Moves the messages.</summary>
    public Messenger Messenger { get; }

    /// <inheritdoc/>
    public override int Rank => Messenger.Rank;

    /// <inheritdoc/>
    public override int Count => Messenger.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Hosts { get; }

    /// <inheritdoc/>
    internal override byte[] Gather(byte[] own)
    {
        using var exchange = new GatherExchange(own);
        Messenger.Start(exchange);
        Messenger.Wait(exchange);
        return exchange.All;
    }

    /// <inheritdoc/>
    public override void Abort(int exitCode) => Messenger.Abort(exitCode);

    /// <inheritdoc/>
    public override void Dispose() => Messenger.Dispose();
}
