using System.Globalization;
using GanSharp.IO;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Deletion;

/// <summary>A deleted run.</summary>
/// <param name="Run">The name of its folder.</param>
/// <param name="Deleted">When it was deleted; null if that is unknown.</param>
public sealed record DeletedRun(string Run, DateTimeOffset? Deleted);

/// <summary>Deleted runs. They stay on the disk until the bin is emptied.</summary>
internal sealed class RunBin(
    StudioPaths paths, StudioDatabase database, RunCatalogue catalogue, TrainingProcesses processes, QueueTable queue,
    TimeProvider time)
{
    /// <summary>The deleted runs, the last deleted first.</summary>
    public IReadOnlyList<DeletedRun> Runs()
    {
        var times = database.Query("SELECT run, deleted FROM bin", row => (row.GetString(0), row.GetString(1)))
            .ToDictionary(row => row.Item1, row => row.Item2);
        return [.. Folders().Select(Path.GetFileName).Select(Of).OrderByDescending(run => run.Deleted)];

        DeletedRun Of(string? run) => new(run!, times.GetValueOrDefault(run!) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>Moves a run to the bin.</summary>
    /// <exception cref="GanSharpException">It is being trained, or cannot be moved.</exception>
    public void Delete(string run)
    {
        if (catalogue.CardOf(run).IsAlive)
            throw new GanSharpException($"{run} is being trained; stop it before you delete it");
        var (folder, name) = (catalogue.FolderOf(run), FreeName(run));
        queue.Remove(run);
        Move(folder, paths.Bin, name);
        database.Execute(
            "INSERT OR REPLACE INTO bin (run, deleted) VALUES ($run, $deleted)",
            ("$run", name), ("$deleted", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)));
    }

    /// <summary>Moves a run back.</summary>
    /// <exception cref="NotFoundException">It is not in the bin.</exception>
    /// <exception cref="GanSharpException">There is another run of that name, or it cannot be moved.</exception>
    public void Restore(string run)
    {
        Move(FolderOf(run), paths.Runs, run);
        Forget(run);
    }

    /// <summary>Deletes a run in the bin for good.</summary>
    /// <exception cref="NotFoundException">It is not in the bin.</exception>
    public void Purge(string run)
    {
        var folder = FolderOf(run);
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException($"{folder}: cannot be deleted ({error.Message})", error);
        }
        Forget(run);
        if (Path.Exists(Path.Combine(paths.Runs, run)))
            return; // a newer run has the name
        processes.Forget(run);
        DiskFile.Delete(paths.RecipeOf(run));
    }

    private string[] Folders() =>
        Directory.Exists(paths.Bin) ? [.. DiskFolder.Entries(paths.Bin).Where(Directory.Exists)] : [];

    private string FolderOf(string run) => Folders().FirstOrDefault(folder => Path.GetFileName(folder) == run)
        ?? throw new NotFoundException($"{run} is not in the bin");

    /// <summary>
    /// A name that no run in the bin has: a new run gets the number of a deleted one if that was the highest.
    /// </summary>
    private string FreeName(string run) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? run : $"{run}-{number.ToString(CultureInfo.InvariantCulture)}")
        .First(name => !Path.Exists(Path.Combine(paths.Bin, name)));

    private void Forget(string run) => database.Execute("DELETE FROM bin WHERE run = $run", ("$run", run));

    private static void Move(string folder, string into, string run)
    {
        var target = Path.Combine(DiskFolder.Make(into), run);
        if (Path.Exists(target))
            throw new GanSharpException($"{target}: is there already; rename or move it first");
        try
        {
            Directory.Move(folder, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException($"{folder}: cannot be moved ({error.Message})", error);
        }
    }
}
