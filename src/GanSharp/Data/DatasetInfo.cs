namespace GanSharp.Data;

/// <summary>An entry of the catalogue of data sets.</summary>
/// <param name="Name">The name it is loaded by.</param>
/// <param name="About">What it shows, in a line.</param>
public sealed record DatasetInfo(string Name, string About)
{
    /// <summary>The names of its classes; empty when they are only known from the files.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Folders in which packages install it, searched after the cache.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The files it consists of, for messages.</summary>
    public string Files { get; init; } = "train-images-idx3-ubyte[.gz] (and train-labels-idx1-ubyte[.gz])";

    /// <summary>Whether it is part of the library.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>The bytes that <see cref="Datasets.DownloadAsync"/> fetches; null when it cannot.</summary>
    public long? DownloadBytes => DownloadCatalogue.Find(Name)?.Bytes;

    /// <summary>Loads it where no folder is searched: because it is embedded, or because it must be named.</summary>
    internal Func<DatasetInfo, ImageDataset>? Source { get; init; }

    /// <summary>Finds its files in a folder.</summary>
    internal Func<string, IDatasetFiles?> Find { get; init; } = IdxPair.Training;
}
