using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Text;

namespace GanSharp.Training.Distributed;

/// <summary>
/// The equal parts into which every batch is cut. A process computes some of them, one after the other; what the
/// training does depends on their number alone, not on that of the processes.
/// </summary>
internal sealed class Shards
{
    private readonly ProcessGroup _processes;
    private readonly ShardTurns _turns;
    private bool _takesTurns;

    /// <summary>Deals the shards to the processes.</summary>
    /// <exception cref="GanSharpException">There are not as many shards for each process.</exception>
    public Shards(int count, ProcessGroup processes)
    {
        (Count, _processes) = (count, processes);
        if (count % processes.Count != 0)
            throw new GanSharpException(
                $"{processes.Count} processes cannot share {Plural.Of(count, "shard")} of a batch equally; start "
                + $"{(count == 1 ? "one process" : $"{Choices.DivisorsOf(count)} processes")}, "
                + $"or set shards to a multiple of {processes.Count}");
        var each = count / processes.Count;
        Own = [.. Enumerable.Range(processes.Rank * each, each).Select(index => new Shard(index, count))];
        _turns = new(this, processes);
    }

    /// <summary>The number of shards.</summary>
    public int Count { get; }

    /// <summary>The shards of this process, in a row.</summary>
    public IReadOnlyList<Shard> Own { get; }

    /// <summary>Lets the layers of a network that need it take statistics over all shards.</summary>
    public void Sync(Module network)
    {
        if (Count == 1)
            return;
        foreach (var norm in network.All.OfType<BatchNorm>().Where(norm => norm.Syncs))
        {
            norm.ShardSum = _turns;
            _takesTurns = true;
        }
    }

    /// <summary>
    /// Does some work for each shard, always from the same state. The state afterwards is, number by number, the mean
    /// over the shards of what they left.
    /// </summary>
    /// <param name="state">The state that the work reads and changes.</param>
    /// <param name="work">Returns numbers, as many for each shard.</param>
    /// <returns>The sums of the numbers over all shards, in the order of the shards.</returns>
    public double[] Sum(ShardState state, Func<Shard, double[]> work)
    {
        if (Count == 1)
            return work(Shard.Whole);
        var (own, results) = (new List<double>(), 0);
        if (_takesTurns && Own.Count > 1)
            _turns.Run(state, Work);
        else
            InARow(state, Work);
        var all = _processes.Gather([.. own]);
        var size = all.Length / Count;
        state.Numbers = [.. Enumerable.Range(results, size - results).Select(Common)];
        return [.. Enumerable.Range(0, results).Select(Total)];

        void Work(Shard shard)
        {
            var result = work(shard);
            results = result.Length;
            own.AddRange([.. result, .. state.Numbers]);
        }

        double Total(int number)
        {
            var sum = all[number];
            for (var shard = 1; shard < Count; shard++)
                sum += all[shard * size + number];
            return sum;
        }

        // The mean of equal numbers, such as the vector of a spectral norm, must not be off by a rounding error.
        double Common(int number)
        {
            var bits = BitConverter.DoubleToInt64Bits(all[number]);
            for (var shard = 1; shard < Count; shard++)
            {
                if (BitConverter.DoubleToInt64Bits(all[shard * size + number]) != bits)
                    return Total(number) / Count;
            }
            return all[number];
        }
    }

    private void InARow(ShardState state, Action<Shard> work)
    {
        var before = state.Save();
        foreach (var shard in Own)
        {
            state.Restore(before);
            state.DrawFor(shard);
            work(shard);
        }
    }
}
