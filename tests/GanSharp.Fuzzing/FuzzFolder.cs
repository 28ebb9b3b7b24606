namespace GanSharp.Fuzzing;

/// <summary>
/// A folder for very many small files, deleted afterwards. It is in memory if the system supports that.
/// </summary>
internal sealed class FuzzFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private static int _made;

    /// <summary>The path of the folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(),
        $"gansharp-fuzz-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");

    /// <summary>Creates the folder.</summary>
    public FuzzFolder() => Directory.CreateDirectory(Path);

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
