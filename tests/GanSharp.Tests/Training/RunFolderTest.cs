using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>A small trainer and a folder for its run.</summary>
/// <param name="time">The trainer's clock; the system's by default.</param>
public abstract class RunFolderTest(TimeProvider? time = null) : IDisposable
{
    /// <summary>A folder that is deleted after the test.</summary>
    internal TemporaryFolder Folder { get; } = new();

    /// <summary>A trainer of the smallest recipe.</summary>
    internal Trainer Trainer { get; } = new(Tiny.Recipe, Tiny.Images(), new() { Time = time ?? TimeProvider.System });

    public void Dispose()
    {
        Trainer.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Creates the folder of a run of the trainer.</summary>
    internal RunFolder Create(string path) => RunFolder.Create(path, Trainer);
}
