using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Studies;

/// <summary>
/// The run folder of a trial that is not done. What a user may want of it is never deleted, but put aside.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class TrialFolder(string path)
{
    /// <summary>Whether there is something to go on with.</summary>
    public bool HasTraining => HasRecipe && !RunFolders.IsBegun(path);

    /// <summary>Whether a checkpoint was saved by another version, which alone can go on with it.</summary>
    public bool IsOfAnotherVersion => new CheckpointFolder(path).NewestFirst().Any(Checkpoint.IsOfAnotherVersion);

    /// <summary>Makes room for a training from the beginning.</summary>
    /// <returns>
    /// Where what was there is now; null where nothing was but the traces of a training that had saved nothing.
    /// </returns>
    public string? MakeRoom()
    {
        if (!Directory.Exists(path))
            return null;
        if ((HasTraining || !HasRecipe) && Files().Any())
            return PutAside();
        Directory.Delete(path, recursive: true);
        return null;
    }

    /// <summary>
    /// Gives the folder the first free name of those that end in <c>.aside-1</c>, <c>.aside-2</c> and so on.
    /// </summary>
    public string PutAside()
    {
        for (var number = 1; ; number++)
        {
            var aside = FormattableString.Invariant($"{path}.aside-{number}");
            if (Path.Exists(aside))
                continue;
            Directory.Move(path, aside);
            return aside;
        }
    }

    /// <summary>All files in it but locks and temporary ones.</summary>
    private IEnumerable<string> Files() => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith('.'));

    private bool HasRecipe => File.Exists(Path.Combine(path, RunFolder.RecipeName));
}
