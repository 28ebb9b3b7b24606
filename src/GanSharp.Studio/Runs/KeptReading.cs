using GanSharp.Data;

namespace GanSharp.Studio.Runs;

/// <summary>What files of a folder say, which are read again only when they have changed.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class KeptReading(string folder)
{
    private readonly Dictionary<string, (string Stamp, object? Value)> _known = [];

    /// <summary>The result of reading a file or the entries of a subfolder.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="read">Reads it, given its path.</param>
    public T Of<T>(string name, Func<string, T> read)
    {
        var path = Path.Combine(folder, name);
        var stamp = StampOf(path);
        if (_known.TryGetValue(name, out var known) && known.Stamp == stamp)
            return (T)known.Value!;
        var value = read(path);
        _known[name] = (stamp, value);
        return value;
    }

    /// <summary>A text that changes when a file, or what is in a folder, changes.</summary>
    public static string StampOf(string path) => Directory.Exists(path)
        ? $"{Directory.GetLastWriteTimeUtc(path).Ticks}"
        : FolderListing.StampOfFile(path);
}
