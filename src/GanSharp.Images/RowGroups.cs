namespace GanSharp.Images;

/// <summary>
/// The pictures of the groups of rows that were read last. Tables that are open together share them, so that a data set
/// of many tables needs no more memory than one.
/// </summary>
internal sealed class RowGroups
{
    private const int Most = 2;

    private readonly Lock _gate = new();
    private readonly List<(ParquetTable Table, int Group, byte[]?[] Pictures)> _kept = [];

    /// <summary>Returns the pictures of a group, which are read if they are not there.</summary>
    public byte[]?[] Of(ParquetTable table, int group, Func<byte[]?[]> read)
    {
        lock (_gate)
        {
            var known = _kept.FirstOrDefault(kept => kept.Table == table && kept.Group == group).Pictures;
            if (known is not null)
                return known;
            if (_kept.Count == Most)
                _kept.RemoveAt(0);
            var pictures = read();
            _kept.Add((table, group, pictures));
            return pictures;
        }
    }
}
