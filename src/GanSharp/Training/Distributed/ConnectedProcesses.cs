using System.Text;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>Processes that send each other messages.</summary>
internal sealed class ConnectedProcesses : ProcessGroup
{
    private const int HostBytes = 64;

    private readonly Messenger _messenger;

    /// <summary>Connects this process with the others.</summary>
    /// <param name="begin">Begins the messages.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="GanSharpException">They cannot begin.</exception>
    public ConnectedProcesses(Func<IMessages> begin, TimeProvider time)
    {
        _messenger = new(begin, time);
        var name = Encoding.UTF8.GetBytes(Environment.MachineName);
        Array.Resize(ref name, HostBytes);
        Hosts = [.. Gather(name).Chunk(HostBytes).Select(host => Encoding.UTF8.GetString(host).TrimEnd('\0'))];
        _messenger.Describe = process => $"process {process} on {Hosts[process]}";
    }

    /// <inheritdoc/>
    public override int Rank => _messenger.Rank;

    /// <inheritdoc/>
    public override int Count => _messenger.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Hosts { get; }

    /// <inheritdoc/>
    internal override byte[] Gather(byte[] own)
    {
        using var exchange = new GatherExchange(own);
        _messenger.Start(exchange);
        _messenger.Wait(exchange);
        return exchange.All;
    }

    /// <inheritdoc/>
    internal override GradientSum Sum(IReadOnlyList<Tensor> parameters, int shards) =>
        parameters[0].DType == DType.F32
            ? new ExchangedGradients<float>(parameters, new(shards, this), this, _messenger)
            : new ExchangedGradients<double>(parameters, new(shards, this), this, _messenger);

    /// <inheritdoc/>
    public override void Abort(int exitCode) => _messenger.Abort(exitCode);

    /// <inheritdoc/>
    public override void Dispose() => _messenger.Dispose();
}
