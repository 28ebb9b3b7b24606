using GanSharp.Data.Downloads;

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

    /// <summary>The files of its training part, for messages.</summary>
    public string Files { get; init; } = "train-images-idx3-ubyte[.gz] (and train-labels-idx1-ubyte[.gz])";

    /// <summary>The files of its test part, for messages; null when it has none.</summary>
    public string? TestFiles { get; init; } = "t10k-images-idx3-ubyte[.gz] (and t10k-labels-idx1-ubyte[.gz])";

    /// <summary>Whether its publisher keeps images from training, as <see cref="DatasetPart.Test"/>.</summary>
    public bool HasTestPart => TestFiles is not null;

    /// <summary>Whether it is part of the library.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>The bytes that <see cref="Datasets.DownloadAsync"/> fetches; null when it cannot.</summary>
    public long? DownloadBytes => DownloadCatalogue.Find(Name)?.Bytes;

    /// <summary>Loads it where no folder is searched: because it is embedded, or because it must be named.</summary>
    internal Func<DatasetInfo, ImageDataset>? Source { get; init; }

    /// <summary>Finds the files of a part in a folder.</summary>
    internal Func<string, DatasetPart, IDatasetFiles?> Find { get; init; } = IdxPair.Mnist;
}
