namespace GanSharp.Data.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is being fetched.</param>
/// <param name="Done">Bytes that are here, of all files of the data set.</param>
/// <param name="Total">Bytes of all files.</param>
public sealed record DownloadProgress(string File, long Done, long Total);
