using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Training.Distributed;

/// <summary>
/// What the work on a shard may change besides gradients: buffers, the terms' numbers, random streams.
/// </summary>
/// <param name="network">The network whose buffers change, such as the statistics of batch norm.</param>
/// <param name="terms">The terms whose numbers change.</param>
/// <param name="streams">The streams from which numbers for the images of a batch are drawn during the work.</param>
internal sealed class ShardState(
    Module network, IReadOnlyList<GanTerm> terms, IReadOnlyList<RandomStream> streams)
{
    private readonly Tensor[] _buffers = [.. network.NamedBuffers.Select(buffer => buffer.Tensor)];

    /// <summary>All numbers of buffers and terms.</summary>
    public double[] Numbers
    {
        get =>
        [
            .. _buffers.SelectMany(buffer => buffer.ToArray<double>()),
            .. terms.SelectMany(term => term.State.Values),
        ];
        set
        {
            var start = 0;
            foreach (var buffer in _buffers)
            {
                buffer.CopyFrom<double>(value.AsSpan(start, buffer.Count));
                start += buffer.Count;
            }
            foreach (var term in terms)
                term.State = term.State.Keys.ToArray().ToDictionary(name => name, _ => value[start++]);
        }
    }

    /// <summary>A copy of the whole state.</summary>
    public Saved Save() => new(Numbers, [.. streams.Select(stream => stream.Position)]);

    /// <summary>Returns to a state.</summary>
    public void Restore(Saved saved)
    {
        Numbers = saved.Numbers;
        foreach (var (stream, position) in streams.Zip(saved.Positions))
            stream.Position = position;
    }

    /// <summary>Lets the streams draw for one shard.</summary>
    public void DrawFor(Shard shard)
    {
        foreach (var stream in streams)
            stream.Shard = shard;
    }

    /// <summary>A copy of a state.</summary>
    public sealed record Saved(double[] Numbers, ulong[] Positions);
}
