using System.Collections.Concurrent;
using GanSharp.Data;
using GanSharp.Data.Downloads;

namespace GanSharp.Studio.NewTraining;

/// <summary>A known data set on the page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it is.</param>
/// <param name="IsReady">Whether its files are there.</param>
/// <param name="Bytes">The size of its download; null if it needs none.</param>
/// <param name="Licence">The licence of its images.</param>
/// <param name="Share">The share that is downloaded; null if no download is under way.</param>
/// <param name="Problem">Why the last download failed.</param>
internal sealed record DatasetEntry(
    string Name, string About, bool IsReady, long? Bytes, string? Licence, double? Share, string? Problem);

/// <summary>The known data sets, and their downloads.</summary>
internal sealed class DatasetDownloads : IDisposable
{
    private readonly ConcurrentDictionary<string, Download> _downloads = new();

    /// <summary>All data sets that need no folder.</summary>
    public IReadOnlyList<DatasetEntry> All() =>
        [.. Datasets.All.Where(info => info.IsBuiltIn || info.DownloadBytes is not null).Select(Entry)];

    /// <summary>Starts to download a data set; does nothing if that is under way or done.</summary>
    /// <exception cref="GanSharpException">There is no such data set, or nothing to download.</exception>
    public void Start(string name)
    {
        _ = Datasets.DownloadOf(name, mirror: null); // throws if there is nothing to download
        if (!Datasets.All.Any(info => info.Name == name && Datasets.IsAtHand(info)))
            _downloads.AddOrUpdate(name, Begin, (_, old) => old.Task.IsCompleted ? Begin(name) : old);
    }

    /// <summary>Stops a download. The next one resumes from there.</summary>
    public void Stop(string name)
    {
        if (_downloads.TryRemove(name, out var download))
            download.Stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var download in _downloads.Values)
            download.Stop.Cancel();
    }

    private DatasetEntry Entry(DatasetInfo info)
    {
        var isReady = Datasets.IsAtHand(info);
        var download = _downloads.GetValueOrDefault(info.Name);
        return new(
            info.Name, info.About, isReady, isReady ? null : info.DownloadBytes, info.Licence,
            download is { Task.IsCompleted: false } ? download.Share : null, download?.Problem);
    }

    private static Download Begin(string name)
    {
        var download = new Download();
        download.Task = Task.Run(async () =>
        {
            try
            {
                await Datasets.DownloadAsync(name, download, download.Stop.Token);
            }
            catch (OperationCanceledException)
            {
            }
            catch (Exception error) when (ErrorResponses.IsExpected(error))
            {
                download.Problem = DataWords.OfKnown(error.Message);
            }
        });
        return download;
    }

    private sealed class Download : IProgress<DownloadProgress>
    {
        private double _share;

        public CancellationTokenSource Stop { get; } = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public string? Problem { get; set; }

        public double Share => Volatile.Read(ref _share);

        public void Report(DownloadProgress value) =>
            Volatile.Write(ref _share, (double)value.Done / Math.Max(1, value.Total));
    }
}
