using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Studio.NewTraining;

namespace GanSharp.Studio.Play;

/// <summary>The state of training pictures.</summary>
internal enum LoadState
{
    /// <summary>They are being read.</summary>
    Loading,

    /// <summary>They are in memory.</summary>
    Ready,

    /// <summary>The studio does not have them.</summary>
    Absent,
}

/// <summary>Training pictures that are read in the background.</summary>
internal sealed class PictureLoad : IProgress<double>, IDisposable
{
    private const long MostCompared = 128 << 20;
    private const int MostSide = 32;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<NearestImages>? _work;
    private volatile Loaded? _loaded;
    private volatile string? _reason;
    private double _share;

    private PictureLoad(string reason) => _reason = reason;

    private PictureLoad(Func<IProgress<double>, CancellationToken, ImageDataset> load)
    {
        _work = Task.Run(() => Read(load), CancellationToken.None);
        _work.ContinueWith(
            work => _reason = work.Exception?.InnerException switch
            {
                null or OperationCanceledException => "reading the pictures was stopped",
                var error => DataWords.OfKnown(error.Message),
            },
            CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion, TaskScheduler.Default);
    }

    /// <summary>Whether the pictures are there.</summary>
    public LoadState State =>
        _loaded is not null ? LoadState.Ready : _reason is not null ? LoadState.Absent : LoadState.Loading;

    /// <summary>The share that has been read.</summary>
    public double Share => Volatile.Read(ref _share);

    /// <summary>Why there are no pictures; null if there are.</summary>
    public string? Reason => State == LoadState.Absent ? _reason : null;

    /// <summary>The pictures; null before they are ready.</summary>
    public ImageDataset? Pictures => _loaded?.Pictures;

    /// <summary>Finds the pictures nearest to others; null before they are ready.</summary>
    public NearestImages? Nearest => _loaded?.Nearest;

    /// <summary>Pictures that are not at hand.</summary>
    public static PictureLoad Absent(string reason) => new(reason);

    /// <summary>Starts to read pictures.</summary>
    public static PictureLoad Start(Func<IProgress<double>, CancellationToken, ImageDataset> load) => new(load);

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref _share, value);

    /// <summary>Waits until they are ready or absent.</summary>
    public Task WaitAsync() => _work is null
        ? Task.CompletedTask
        : _work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Stops the reading.</summary>
    public void Dispose() => _stop.Cancel();

    private NearestImages Read(Func<IProgress<double>, CancellationToken, ImageDataset> load)
    {
        var all = load(this, _stop.Token);
        var side = Math.Min(MostSide, Math.Min(all.ImageShape.Height, all.ImageShape.Width));
        var pictures = all.Subsample((int)Math.Min(all.Count, MostCompared / (side * side * all.ImageShape.Channels)));
        var nearest = new NearestImages(pictures, _stop.Token);
        _loaded = new(pictures, nearest);
        return nearest;
    }

    private sealed record Loaded(ImageDataset Pictures, NearestImages Nearest);
}
