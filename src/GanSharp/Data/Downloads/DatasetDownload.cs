namespace GanSharp.Data.Downloads;

/// <summary>A file that is published somewhere.</summary>
/// <param name="Name">Its name, there and here.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
internal sealed record RemoteFile(string Name, long Bytes, string Sha256);

/// <summary>What has to be fetched for a data set.</summary>
/// <param name="Name">The name of the data set, and of its folder in the cache.</param>
/// <param name="Mirrors">The addresses that the files are below, best first.</param>
/// <param name="Files">What to fetch, in this order.</param>
internal sealed record DatasetDownload(string Name, IReadOnlyList<string> Mirrors, IReadOnlyList<RemoteFile> Files)
{
    /// <summary>
    /// What is taken out of the only file, an archive, by names without a path and in this order; empty for files that
    /// are used as they are.
    /// </summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>
    /// The folder in the cache that the files are fetched into. An archive in a folder other than the data set's own is
    /// shared with others and stays there.
    /// </summary>
    public string Folder { get; init; } = Name;

    /// <summary>The size of all files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
