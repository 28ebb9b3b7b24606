namespace GanSharp.IO.WebP;

/// <summary>The lengths of the words of a Huffman code.</summary>
internal static class CodeLengths
{
    /// <summary>
    /// Returns the number of bits for each symbol: 0 for a symbol that does not occur, otherwise 1 to
    /// <paramref name="most"/>. A single symbol has length 1. If words would be longer, rare symbols count as more
    /// frequent.
    /// </summary>
    public static byte[] Of(ReadOnlySpan<int> counts, int most)
    {
        var symbols = Enumerable.Range(0, counts.Length).Zip(counts.ToArray())
            .Where(pair => pair.Second > 0)
            .ToArray();
        var lengths = new byte[counts.Length];
        if (symbols is [var (only, _)])
            lengths[only] = 1;
        if (symbols.Length < 2)
            return lengths;
        for (var least = 1; ; least *= 2)
        {
            var depths = Depths([.. symbols.Select(pair => Math.Max(pair.Second, least))]);
            if (depths.Max() > most)
                continue;
            for (var i = 0; i < symbols.Length; i++)
                lengths[symbols[i].First] = (byte)depths[i];
            return lengths;
        }
    }

    /// <summary>Returns the depths of the leaves of the Huffman tree, of at least two leaves.</summary>
    private static int[] Depths(int[] counts)
    {
        // The nodes are the leaves, then the inner nodes as they are made, so a parent has a higher index.
        var parents = new int[2 * counts.Length - 1];
        var nodes = new PriorityQueue<int, (long Count, int Node)>(
            counts.Select((count, i) => (i, ((long)count, i))));
        for (var next = counts.Length; next < parents.Length; next++)
        {
            nodes.TryDequeue(out var a, out var first);
            nodes.TryDequeue(out var b, out var second);
            parents[a] = parents[b] = next;
            nodes.Enqueue(next, (first.Count + second.Count, next));
        }
        var depths = new int[parents.Length];
        for (var node = parents.Length - 2; node >= 0; node--)
            depths[node] = depths[parents[node]] + 1;
        return depths[..counts.Length];
    }
}
