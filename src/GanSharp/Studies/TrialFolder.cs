using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Studies;

/// <summary>
/// The run folder of an unfinished trial. Files that a user may want are never deleted, but moved aside.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class TrialFolder(string path)
{
    /// <summary>Whether there is a training to resume.</summary>
    public bool HasTraining => HasRecipe && !RunFolders.IsBegun(path);

    /// <summary>Whether a checkpoint was saved by another version, which alone can resume it.</summary>
    public bool IsOfAnotherVersion => new CheckpointFolder(path).NewestFirst().Any(Checkpoint.IsOfAnotherVersion);

    /// <summary>Makes room for a training from the start.</summary>
    /// <returns>
    /// The new path of the old files; null if there were none, or only those of a training that had saved nothing.
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
    /// Renames the folder to its name with the first free ending of <c>.aside-1</c>, <c>.aside-2</c> and so on.
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

    /// <summary>All files in it except locks and temporary ones.</summary>
    private IEnumerable<string> Files() => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith('.'));

    private bool HasRecipe => File.Exists(Path.Combine(path, RunFolder.RecipeName));
}
