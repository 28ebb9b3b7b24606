namespace GanSharp.Data;

/// <summary>One IDX file, or the files that it is split into, in their order.</summary>
/// <param name="Paths">The files.</param>
internal sealed record IdxShards(IReadOnlyList<string> Paths)
{
    /// <summary>The files in the folder that are not read, one sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>What is wrong with the numbers of the files; null if they are complete.</summary>
    private string? Complaint { get; init; }

    /// <summary>The names of the files: one, or the first and the last.</summary>
    public string Names => NamesOf([.. Paths.Select(path => Path.GetFileName(path))]);

    /// <summary>
    /// Chooses among files that differ in their numbers, their letter case and their compression only. A whole file
    /// wins over one that is split, and a raw one over a compressed one. Returns null when there are none.
    /// </summary>
    public static IdxShards? Among(FolderListing folder, IEnumerable<string> names)
    {
        var parts = names.ToLookup(name => ShardName.Of(name) is not null);
        string[] shards =
        [
            .. parts[true]
                .GroupBy(name => (ShardName.Of(name)!.Number, ShardName.Of(name)!.Total))
                .OrderBy(same => same.Key)
                .Select(Preferred),
        ];
        if (parts[false].Any())
            return new([folder[Preferred(parts[false])]])
            {
                LeftOut = shards.Length == 0 ? [] : [$"{NamesOf(shards)} left out: {Preferred(parts[false])} is read"],
            };
        return shards.Length == 0 ? null : new([.. shards.Select(name => folder[name])])
        {
            Complaint = ComplaintAbout(folder, shards),
        };
    }

    /// <summary>Requires that no file is missing.</summary>
    /// <exception cref="GanSharpException">The numbers of the files are not complete.</exception>
    public IReadOnlyList<string> Complete() => Complaint is null ? Paths : throw new GanSharpException(Complaint);

    private static string? ComplaintAbout(FolderListing folder, string[] names)
    {
        var first = ShardName.Of(names[0])!;
        foreach (var (place, name) in names.Index())
        {
            var shard = ShardName.Of(name)!;
            if (shard.Total != first.Total)
                return $"{folder[name]}: is one of {shard.Total} files, but {names[0]} is one of {first.Total}; "
                    + "keep one set of files in the folder";
            if (shard.Number >= shard.Total)
                return $"{folder[name]}: the numbers of {shard.Total} files run from 0 to {shard.Total - 1}; rename it";
            if (shard.Number != place)
                return Missing(place);
        }
        return names.Length < first.Total ? Missing(names.Length) : null;

        string Missing(int number) => $"{folder[first.At(number)]}: is missing beside {names[0]}; put it there";
    }

    private static string Preferred(IEnumerable<string> same) => same.OrderBy(IdxNames.IsPacked).First();

    private static string NamesOf(string[] names) =>
        names.Length == 1 ? names[0] : $"{names[0]} to {names[^1]}";
}
