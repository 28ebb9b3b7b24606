using GanSharp.IO;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Storage;
using Microsoft.Extensions.Hosting;

namespace GanSharp.Studio.Processes;

/// <summary>
/// Starts trainings one after the other: the next when no run of the studio's folder is being trained, even by hand.
/// The queue outlives the studio.
/// </summary>
internal sealed class TrainingQueue(
    StudioPaths paths, QueueTable table, RunCatalogue catalogue, TrainingProcesses processes, TrainingLogs logs,
    FaultLog faults, TimeProvider time) : BackgroundService
{
    /// <summary>The most trainings that wait.</summary>
    public const int MostWaiting = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private FileLock? _held;

    /// <summary>The trainings that wait, the next first.</summary>
    public IReadOnlyList<QueuedTraining> Waiting => table.All();

    /// <summary>Requires that one more training can wait.</summary>
    /// <exception cref="GanSharpException">The queue is full.</exception>
    public void RequirePlace() => GanSharpException.Require(
        table.All().Count < MostWaiting, $"the queue holds {MostWaiting} runs, its limit; remove some of them first");

    /// <summary>Adds a training at the end. It starts at once if no other is being trained.</summary>
    /// <param name="run">The name of the run's folder, which exists.</param>
    /// <param name="data">The folder or file of its pictures; null for a known data set.</param>
    /// <param name="arguments">
    /// The arguments of the tool, such as <c>train FILE.yaml --data DIR --out FOLDER</c>, with full paths.
    /// </param>
    /// <exception cref="GanSharpException">The queue is full, or the run waits already.</exception>
    public void Add(string run, string? data, IReadOnlyList<string> arguments)
    {
        lock (_lock)
        {
            GanSharpException.Require(!table.Names().Contains(run), $"{run} is in the queue already");
            RequirePlace();
            table.Add(run, data, arguments);
        }
        StartNext();
    }

    /// <summary>Removes a training. The folder of a run that never began is deleted.</summary>
    /// <exception cref="NotFoundException">It does not wait.</exception>
    public void Remove(string run)
    {
        lock (_lock)
        {
            if (!table.Remove(run))
                throw NotInQueue(run);
            Discard(run);
        }
    }

    /// <summary>Deletes the folder of a run that never began, and its recipe. Does nothing if the run began.</summary>
    public void Discard(string run)
    {
        var folder = Path.Combine(paths.Runs, run);
        if (DiskFolder.Entries(folder).Length > 0)
            return;
        if (Directory.Exists(folder))
            OutputFile.Write(folder, () => Directory.Delete(folder));
        DiskFile.Delete(paths.RecipeOf(run));
    }

    /// <summary>Lets a training start before the one that waits before it.</summary>
    /// <exception cref="NotFoundException">It does not wait.</exception>
    public void MoveUp(string run)
    {
        lock (_lock)
        {
            var all = table.All().ToList();
            var place = all.FindIndex(training => training.Run == run);
            if (place < 0)
                throw NotInQueue(run);
            if (place > 0)
                table.Exchange(all[place - 1].Id, all[place].Id);
        }
    }

    /// <summary>
    /// Starts the next training if none is running. Of several studios on the same runs, one does this.
    /// </summary>
    public void StartNext()
    {
        lock (_lock)
        {
            _held ??= FileLock.TryTake(Path.Combine(DiskFolder.Make(paths.Own), "queue.lock"));
            while (_held is not null && table.All() is [var next, ..] && !catalogue.IsAnyAlive())
            {
                if (Directory.Exists(Path.Combine(paths.Runs, next.Run)) && TryStart(next))
                    return;
                table.Remove(next.Run);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _held?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        string? known = null;
        do
        {
            try
            {
                StartNext();
            }
            catch (Exception error) when (ErrorResponses.IsExpected(error))
            {
                // the next attempt follows in a second
            }
            catch (Exception error)
            {
                if (error.Message != known) // it may come every second; without the queue, the studio still works
                    faults.Add("queue", error);
                known = error.Message;
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Starts a training; if the tool cannot be started, its log says so.</summary>
    private bool TryStart(QueuedTraining next)
    {
        try
        {
            processes.Start(next.Run, next.Data, next.Arguments);
            return true;
        }
        catch (GanSharpException error)
        {
            logs.Write(next.Run, error.Message);
            return false;
        }
    }

    private static NotFoundException NotInQueue(string run) => new($"{run} is not in the queue");
}
