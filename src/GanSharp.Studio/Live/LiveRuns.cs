using System.Collections.Concurrent;
using GanSharp.Reports.Languages;
using GanSharp.Studio.Runs;

namespace GanSharp.Studio.Live;

/// <summary>The runs that have or had viewers. Their curves are kept, so that a page draws them at once.</summary>
internal sealed class LiveRuns(RunCatalogue catalogue, TimeProvider time)
{
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, LiveRun> _runs = new();

    /// <summary>The run with a name, with messages in a language.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public LiveRun Of(string name, Phrases phrases)
    {
        var folder = catalogue.OpenFolderOf(name);
        var made = Directory.GetCreationTimeUtc(folder).Ticks; // a later run may have the same name
        var key = $"{phrases.Language} {folder} {made}";
        if (_runs.Count >= MostKept && !_runs.ContainsKey(key))
        {
            foreach (var (idle, _) in _runs.Where(pair => pair.Value.Viewers == 0))
                _runs.TryRemove(idle, out _);
        }
        return _runs.GetOrAdd(key, _ => new(folder, () => catalogue.CardOf(name), phrases, time));
    }
}
