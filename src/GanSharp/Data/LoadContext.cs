namespace GanSharp.Data;

/// <summary>What the loading of images needs besides the choice of images.</summary>
internal sealed record LoadContext
{
    /// <summary>Receives the fraction that is read, from 0 to 1 and from several threads.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The folder for images that do not fit into the memory; null when the system names none.</summary>
    public string? Cache { get; init; } = CacheFolder.OfProcess;

    /// <summary>
    /// The most bytes of images that are held in memory: by default a quarter of what the process may use.
    /// </summary>
    public long MostBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>
    /// The least time of decoding after which images that fit into memory are kept for the next start.
    /// </summary>
    public TimeSpan LeastKept { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes of all files of images that are kept for the next start.</summary>
    public long MostKept { get; init; } = CacheFolder.LimitOfProcess;

    /// <summary>The clock that measures the decoding and notes when files are used.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether so many bytes of images are held in memory.</summary>
    public bool Holds(long bytes) => bytes <= Math.Min(MostBytes, Array.MaxLength);

    /// <summary>Returns the context for a part of the work: from one share of the whole to another.</summary>
    public LoadContext Between(double start, double end) =>
        Progress is { } whole ? this with { Progress = new Part(whole, start, end) } : this;

    private sealed class Part(IProgress<double> whole, double start, double end) : IProgress<double>
    {
        public void Report(double value) => whole.Report(start + value * (end - start));
    }
}
