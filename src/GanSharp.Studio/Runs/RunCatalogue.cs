using System.Collections.Concurrent;
using GanSharp.IO;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Storage;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Runs;

/// <summary>
/// The runs of the studio. A run is found by comparing its name with the folders that there are, so no name leads to
/// another place.
/// </summary>
internal sealed class RunCatalogue(
    StudioPaths paths, TrainingLogs logs, TrainingProcesses processes, QueueTable queue)
{
    private readonly ConcurrentDictionary<string, Known> _cards = new();

    /// <summary>The folder of a run.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public string FolderOf(string name) =>
        Folders().FirstOrDefault(folder => Path.GetFileName(folder) == name)
        ?? throw new NotFoundException($"there is no run {name}");

    /// <summary>The folder of a run whose files may be shown.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    /// <exception cref="GanSharpException">A link in it leads out of it.</exception>
    public string OpenFolderOf(string name)
    {
        var folder = FolderOf(name);
        FolderLinks.RequireInside(folder, "run");
        return folder;
    }

    /// <summary>The run with a name.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public RunCard CardOf(string name) => CardIn(FolderOf(name));

    /// <summary>All runs, the newest first.</summary>
    public IReadOnlyList<RunCard> Cards()
    {
        var folders = Folders();
        foreach (var gone in _cards.Keys.Except(folders))
            _cards.TryRemove(gone, out _);
        return
        [
            .. folders.Select(CardIn)
                .OrderByDescending(card => card.Started ?? DateTimeOffset.MaxValue)
                .ThenByDescending(card => card.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether any run is being trained or paused, by this studio or by hand.</summary>
    public bool IsAnyAlive() => Folders().Any(IsAlive);

    /// <summary>
    /// The run that the queue waits for: one that is being trained or paused, a paused one rather than others; null if
    /// there is none.
    /// </summary>
    public RunCard? Holder() =>
        Folders().Where(IsAlive).Select(CardIn).OrderBy(card => card.State != RunState.Paused).FirstOrDefault();

    private bool IsAlive(string folder) =>
        StateOf(folder).State is RunState.Starting or RunState.Training or RunState.Paused;

    private string[] Folders()
    {
        if (!Directory.Exists(paths.Runs))
            return [];
        var waiting = queue.Names();
        return
        [
            .. DiskFolder.Entries(paths.Runs)
                .Where(entry => Path.GetFileName(entry) is var name && !name.StartsWith('.') && Directory.Exists(entry)
                    && (File.Exists(Path.Combine(entry, RunFolder.RecipeName))
                        || logs.Has(name) || waiting.Contains(name))),
        ];
    }

    private RunCard CardIn(string folder)
    {
        var (state, problem) = StateOf(folder);
        var known = _cards.GetOrAdd(folder, _ => new(folder));
        lock (known)
        {
            var stamp = $"{state} {problem} {Stamp(folder)}";
            if (known.Card is null || known.Stamp != stamp)
                (known.Card, known.Stamp) = (RunCard.Read(folder, known.Files, state, problem), stamp);
            return known.Card;
        }
    }

    private (RunState State, string? Problem) StateOf(string folder)
    {
        try
        {
            return ReadStateOf(folder);
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return (RunState.Failed, error.Message);
        }
    }

    private (RunState State, string? Problem) ReadStateOf(string folder)
    {
        var run = Path.GetFileName(folder);
        if (RunControl.IsHeld(folder))
            return (HeldState(folder), null);
        var launch = processes.Of(run);
        if (launch?.IsRunning == true)
            return (RunState.Starting, null);
        if (queue.Names().Contains(run))
            return (RunState.Waiting, null);
        if (launch is null && !logs.Has(run))
            return (RunState.Stopped, null);
        return logs.ProblemOf(run) is { } problem ? (RunState.Failed, problem)
            : logs.SaysStopped(run) ? (RunState.Stopped, null)
            : (RunState.Failed, "its process ended without an error message; it may have been killed");
    }

    /// <summary>The state of a run that a process holds; it cannot be paused before it has a recipe.</summary>
    private static RunState HeldState(string folder) =>
        !File.Exists(Path.Combine(folder, RunFolder.RecipeName)) ? RunState.Starting
        : RunControl.Requested(folder) == RunRequest.Pause ? RunState.Paused
        : RunState.Training;

    /// <summary>Changes whenever a file changes that a card is made of.</summary>
    private static string Stamp(string folder) => string.Join(
        ' ',
        new[]
        {
            RunFolder.MetricsName, RunFolder.EvaluatedName, RunFolder.WarningsName, RunFolder.SamplesName,
            RunFolder.RecipeName, RunFolder.DescriptionName, RunNotes.FileName, RunFolders.GeneratorName,
        }.Select(name => KeptReading.StampOf(Path.Combine(folder, name))));

    private sealed class Known(string folder)
    {
        public KeptReading Files { get; } = new(folder);

        public string? Stamp { get; set; }

        public RunCard? Card { get; set; }
    }
}
