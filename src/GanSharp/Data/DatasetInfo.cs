using GanSharp.Data.Downloads;

namespace GanSharp.Data;

/// <summary>An entry of the catalogue of data sets.</summary>
/// <param name="Name">The name to load it by.</param>
/// <param name="About">A one-line description.</param>
public sealed record DatasetInfo(string Name, string About)
{
    /// <summary>The names of its classes; empty when only the files define them.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The folders where system packages install it, searched after the cache.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The files of its training part, for messages.</summary>
    public string Files { get; init; } = "train-images-idx3-ubyte[.gz] (and train-labels-idx1-ubyte[.gz])";

    /// <summary>The files of its test part, for messages; null when it has no test part.</summary>
    public string? TestFiles { get; init; } = "t10k-images-idx3-ubyte[.gz] (and t10k-labels-idx1-ubyte[.gz])";

    /// <summary>Whether it has a separate <see cref="DatasetPart.Test"/> part.</summary>
    public bool HasTestPart => TestFiles is not null;

    /// <summary>The licence of its images; null if it is not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Whether the library embeds it.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>
    /// The size in bytes of its download; null when <see cref="Datasets.DownloadAsync"/> cannot fetch it.
    /// </summary>
    public long? DownloadBytes => DownloadCatalogue.Find(Name)?.Bytes;

    /// <summary>
    /// Loads it when the caller names no folder; null to search the cache and the installed folders. An embedded data
    /// set returns its images; one that needs a folder throws.
    /// </summary>
    internal Func<DatasetInfo, ImageDataset>? Source { get; init; }

    /// <summary>Whether it may be a single file instead of a folder.</summary>
    internal bool ReadsFiles { get; init; }

    /// <summary>Finds the files of a part in a folder.</summary>
    internal Func<string, DatasetPart, IDatasetFiles?> Find { get; init; } = IdxPair.Mnist;
}
