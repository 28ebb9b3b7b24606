using GanSharp.Sampling;

namespace GanSharp.Studio.Play;

/// <summary>The state of a search.</summary>
internal enum SearchState
{
    /// <summary>Another search comes first.</summary>
    Waiting,

    /// <summary>It is under way.</summary>
    Searching,

    /// <summary>It has found a picture.</summary>
    Found,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>A search for the noise whose picture is nearest to one of the user's.</summary>
internal sealed class ProjectionJob(string id, LoadedGenerator generator, byte[] target, LatentProjection search)
    : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile LoadedGenerator? _generator = generator;
    private volatile string? _picture;
    private volatile Report? _end;
    private double _share;
    private int _started;

    /// <summary>Its name.</summary>
    public string Id => id;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => _end is not null;

    /// <summary>What a page shows.</summary>
    public Report Now => _end ?? new(
        id, Volatile.Read(ref _started) == 0 ? SearchState.Waiting : SearchState.Searching,
        Volatile.Read(ref _share), TargetPicture)
    {
        Picture = _picture,
    };

    private string TargetPicture { get; } = Picture(target, generator.Sampler.Image);

    /// <inheritdoc/>
    void IProgress<double>.Report(double value) => Volatile.Write(ref _share, value);

    /// <summary>Cancels it.</summary>
    public void Cancel()
    {
        _stop.Cancel();
        if (Volatile.Read(ref _started) == 0)
            End(new(id, SearchState.Cancelled, 0, TargetPicture));
    }

    /// <summary>Searches.</summary>
    public void Run()
    {
        Volatile.Write(ref _started, 1);
        if (_generator is not { } generator || IsOver)
            return;
        try
        {
            End(Search(generator.Sampler));
        }
        catch (OperationCanceledException)
        {
            End(new(id, SearchState.Cancelled, Volatile.Read(ref _share), TargetPicture));
        }
        catch (Exception error) // whatever it is, the next search must go on
        {
            End(new(id, SearchState.Failed, 0, TargetPicture) { Problem = error.Message });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private Report Search(Sampler sampler)
    {
        var watched = search with { Watch = pixels => _picture = Picture(pixels, sampler.Image) };
        var found = watched.Find(sampler, target, this, _stop.Token);
        return new(id, SearchState.Found, 1, TargetPicture)
        {
            Picture = Picture(found.Pair.Pixels[sampler.Image.Count..], sampler.Image),
            Way = PictureFiles.DataAddress(found.Way),
            Steps = found.Way.Count,
            Error = Math.Sqrt(found.Error),
            ErrorOfMean = Math.Sqrt(found.Start),
            Class = found.Label is { } label ? sampler.ClassNames[label] : null,
            Start = NoiseText.Of(found.Latent.ToArray<float>()),
        };
    }

    private static string Picture(byte[] pixels, ImageShape image) =>
        PictureFiles.DataAddress(new(pixels, image, null, 1));

    /// <summary>Keeps the result, and no longer the generator.</summary>
    private void End(Report report) => (_end, _generator) = (report, null);

    /// <summary>The state of a search for a page.</summary>
    /// <param name="Id">Its name.</param>
    /// <param name="State">The state.</param>
    /// <param name="Share">The share that is done.</param>
    /// <param name="Target">The user's picture at the generator's size.</param>
    internal sealed record Report(string Id, SearchState State, double Share, string Target)
    {
        /// <summary>The nearest picture so far; null before the first.</summary>
        public string? Picture { get; init; }

        /// <summary>The pictures on the way, side by side; null before the end.</summary>
        public string? Way { get; init; }

        /// <summary>The number of pictures on the way.</summary>
        public int Steps { get; init; }

        /// <summary>The root mean square difference of pixels, 0 to 1.</summary>
        public double? Error { get; init; }

        /// <summary>That of the picture of the mean noise.</summary>
        public double? ErrorOfMean { get; init; }

        /// <summary>The class of the picture; null if there is none.</summary>
        public string? Class { get; init; }

        /// <summary>The noise as text, to go on from there; null if it is too long.</summary>
        public string? Start { get; init; }

        /// <summary>Why it failed; null otherwise.</summary>
        public string? Problem { get; init; }
    }
}
