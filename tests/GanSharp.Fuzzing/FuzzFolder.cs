namespace GanSharp.Fuzzing;

/// <summary>
/// A folder that is deleted afterwards, in memory where the system has a place for that: very many small files are
/// written.
/// </summary>
internal sealed class FuzzFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private static int _made;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(),
        $"gansharp-fuzz-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");

    /// <summary>Makes it.</summary>
    public FuzzFolder() => Directory.CreateDirectory(Path);

    /// <summary>Deletes it.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
