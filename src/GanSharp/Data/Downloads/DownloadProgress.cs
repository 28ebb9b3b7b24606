namespace GanSharp.Data.Downloads;

/// <summary>The progress of a download.</summary>
/// <param name="File">The name of the current file.</param>
/// <param name="Done">Bytes downloaded so far, over all files of the data set.</param>
/// <param name="Total">Bytes of all files.</param>
public sealed record DownloadProgress(string File, long Done, long Total);
