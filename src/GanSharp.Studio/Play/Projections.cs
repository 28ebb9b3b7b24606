using System.Security.Cryptography;
using GanSharp.Sampling;

namespace GanSharp.Studio.Play;

/// <summary>Searches for pictures of users: one at a time, the others wait.</summary>
internal sealed class Projections : IDisposable
{
    /// <summary>The most bytes of a picture.</summary>
    public const int MostBytes = 20 << 20;

    /// <summary>The most steps of a search.</summary>
    public const int MostSteps = 2000;

    /// <summary>The most searches that wait or are under way.</summary>
    public const int MostWaiting = 8;

    private const int MostKept = 32;

    private readonly Lock _lock = new();
    private readonly LinkedList<ProjectionJob> _jobs = []; // the newest first
    private readonly Queue<ProjectionJob> _queue = new();
    private bool _isWorking;

    /// <summary>Starts a search, or lets it wait.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="picture">A picture in any format that is read.</param>
    /// <param name="search">The settings.</param>
    /// <exception cref="GanSharpException">The picture cannot be read, or too many wait.</exception>
    public ProjectionJob Start(LoadedGenerator generator, byte[] picture, LatentProjection search)
    {
        var target = ProjectionTarget.Decode(picture, "the picture", generator.Sampler.Image);
        var job = new ProjectionJob(RandomNumberGenerator.GetHexString(16, true), generator, target, search);
        lock (_lock)
        {
            GanSharpException.Require(
                _jobs.Count(each => !each.IsOver) < MostWaiting,
                $"{MostWaiting} pictures are waiting already; wait for one of them");
            _jobs.AddFirst(job);
            while (_jobs.Count > MostKept)
                _jobs.RemoveLast();
            _queue.Enqueue(job);
            if (!_isWorking)
            {
                _isWorking = true;
                Task.Factory.StartNew(
                    Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        return job;
    }

    /// <summary>The search with a name.</summary>
    /// <exception cref="NotFoundException">There is none any more.</exception>
    public ProjectionJob Of(string id)
    {
        lock (_lock)
            return _jobs.FirstOrDefault(job => job.Id == id)
                ?? throw new NotFoundException("the studio no longer has this search; start a new one");
    }

    /// <summary>Cancels all searches.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var job in _jobs)
                job.Cancel();
        }
    }

    private void Work()
    {
        while (true)
        {
            ProjectionJob job;
            lock (_lock)
            {
                if (!_queue.TryDequeue(out job!))
                {
                    _isWorking = false;
                    return;
                }
            }
            job.Run();
        }
    }
}
