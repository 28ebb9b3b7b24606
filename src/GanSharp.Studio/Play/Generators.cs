using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Studio.Runs;
using GanSharp.Training;
using GanSharp.Training.Records;
using GanSharp.Zoo;

namespace GanSharp.Studio.Play;

/// <summary>
/// The generators that can be played with: those that are built in, written <c>~digits</c>, and those of runs. The ones
/// used last are kept, and loaded again when their file changes.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
internal sealed class Generators(RunCatalogue catalogue)
{
    /// <summary>The most generators that are kept.</summary>
    public const int MostLoaded = 4;

    private const char BuiltIn = '~';

    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _loaded = []; // the one used last comes first

    /// <summary>The address of a built-in generator.</summary>
    public static string AddressOf(ZooGenerator generator) => $"{BuiltIn}{generator.Name}";

    /// <summary>The built-in generator of an address; null for a run.</summary>
    /// <exception cref="NotFoundException">There is no such generator.</exception>
    public static ZooGenerator? BuiltInOf(string source) => !source.StartsWith(BuiltIn)
        ? null
        : GeneratorZoo.All.FirstOrDefault(generator => AddressOf(generator) == source)
            ?? throw new NotFoundException($"there is no built-in generator {source}");

    /// <summary>The generator of an address.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="GanSharpException">Its file is damaged, or it needs parts written in C#.</exception>
    public LoadedGenerator Of(string source)
    {
        var (stamp, load) = Find(source);
        Entry entry;
        lock (_lock)
        {
            var known = _loaded.FirstOrDefault(each => each.Source == source);
            if (known is not null)
                _loaded.Remove(known);
            entry = known?.Stamp == stamp ? known : new(source, stamp, new(load));
            _loaded.AddFirst(entry);
            while (_loaded.Count > MostLoaded)
                _loaded.RemoveLast();
        }
        try
        {
            return entry.Generator.Value;
        }
        catch
        {
            lock (_lock)
                _loaded.Remove(entry); // the next request tries again
            throw;
        }
    }

    private (string Stamp, Func<LoadedGenerator> Load) Find(string source)
    {
        if (BuiltInOf(source) is { } builtIn)
            return ("", () => new(source, builtIn.Name, builtIn.Load()));
        var folder = catalogue.FolderOf(source);
        var file = new FileInfo(Path.Combine(folder, RunFolders.GeneratorName));
        if (!file.Exists)
            throw new NotFoundException($"{source} has no generator yet; wait for its first checkpoint");
        var notes = File.GetLastWriteTimeUtc(Path.Combine(folder, RunNotes.FileName));
        return ($"{file.Length}@{file.LastWriteTimeUtc.Ticks} {notes.Ticks}", Load);

        LoadedGenerator Load()
        {
            FolderLinks.RequireInside(folder, "run");
            return new(source, catalogue.CardOf(source).Title, GeneratorFile.Load(file.FullName));
        }
    }

    private sealed record Entry(string Source, string Stamp, Lazy<LoadedGenerator> Generator);
}
