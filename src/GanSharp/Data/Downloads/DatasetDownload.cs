namespace GanSharp.Data.Downloads;

/// <summary>A published file.</summary>
/// <param name="Name">Its name, on the server and on disk.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
internal sealed record RemoteFile(string Name, long Bytes, string Sha256);

/// <summary>The download of a data set.</summary>
/// <param name="Name">The name of the data set, and of its folder in the cache.</param>
/// <param name="Mirrors">The base addresses of the files, best first.</param>
/// <param name="Files">The files to fetch, in this order.</param>
internal sealed record DatasetDownload(string Name, IReadOnlyList<string> Mirrors, IReadOnlyList<RemoteFile> Files)
{
    /// <summary>
    /// The members to extract if the only file is an archive, by name without path and in this order; empty for files
    /// that are used directly.
    /// </summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>
    /// The folder in the cache to fetch the files into. An archive in a folder other than the data set's own is shared
    /// with other data sets, so it is kept.
    /// </summary>
    public string Folder { get; init; } = Name;

    /// <summary>The total size of the files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
