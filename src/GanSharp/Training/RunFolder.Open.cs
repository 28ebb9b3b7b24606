using System.Text;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Text;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Training;

// Creates the folder of a new run, or opens and repairs that of a resumed one.
public sealed partial class RunFolder
{
    private RunFolder(string folder, Trainer trainer, FileLock held, string? note = null)
    {
        (Folder, _trainer, _lock) = (folder, trainer, held);
        _watch = new(held, folder, At(SamplesName), CheckpointFolder.Of(folder));
        foreach (var each in (string[])[folder, At(SamplesName), CheckpointFolder.Of(folder)])
            TemporaryFile.DeleteAbandoned(DiskFolder.Make(each));
        // Before the recipe: a folder with a recipe is that of a run.
        if (trainer is { Step: 0, Transfer: not null })
            new CheckpointFolder(folder).Save(trainer, trainer.Recipe.Keep); // the recipe cannot make it again
        Describe(note);
        AtomicFile.Write(
            At(RecipeName),
            stream => stream.Write(Encoding.UTF8.GetBytes(RecipeYaml.Format(trainer.Recipe))));
        _logs = OpenLogs();
        Try(() => PngWriter.Save(
            At(RealName), RealGrid.Draw(trainer.Data, trainer.Sampler, trainer.Recipe.SampleRows)));
    }

    /// <summary>Creates a folder and describes the run in it.</summary>
    /// <param name="folder">A folder that does not exist or is empty.</param>
    /// <param name="trainer">The training to record.</param>
    /// <exception cref="GanSharpException">The folder holds files, or cannot be written.</exception>
    public static RunFolder Create(string folder, Trainer trainer)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder) || DiskFolder.Entries(folder).Length > 0)
        {
            throw new GanSharpException(
                $"{folder}: is {(File.Exists(folder) ? "not a folder" : "not empty")}; "
                + "a run needs a folder of its own, so choose another with --out");
        }
        return Open(folder, "choose another folder with --out, or check space and permissions", held =>
        {
            try
            {
                return new RunFolder(folder, trainer, held);
            }
            catch
            {
                held.Dispose();
                Directory.Delete(folder, recursive: true);
                throw;
            }
        });
    }

    /// <summary>
    /// Opens the folder of a run whose training was resumed, or starts again if it was stopped before its first
    /// checkpoint. Removes what the logs say about later steps, since these are computed again.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="trainer">The resumed training.</param>
    /// <exception cref="GanSharpException">
    /// Another process trains there, a link in the folder leads out of it, the folder cannot be written, or the run was
    /// trained with other parts written in C#.
    /// </exception>
    public static RunFolder Continue(string folder, Trainer trainer) => Continue(folder, trainer, note: null);

    /// <summary>Opens the folder of a resumed run, and notes why settings were changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="trainer">The resumed training.</param>
    /// <param name="note">
    /// The reason, which is kept with each of the <see cref="Changes"/> that are new; null for none.
    /// </param>
    /// <exception cref="GanSharpException">As for <see cref="Continue(string, Trainer)"/>.</exception>
    public static RunFolder Continue(string folder, Trainer trainer, string? note)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trainer);
        return Open(folder, WhenNotWritten, held =>
        {
            RequireParts(folder, trainer.Model.Custom);
            if (trainer.Step > 0)
                RestoreGenerator(folder, trainer);
            return new RunFolder(folder, trainer, held, note);
        });
    }

    /// <summary>
    /// Writes the generator file if it does not match the checkpoint, because the training was stopped after writing
    /// the checkpoint and before writing the generator.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="trainer">The training, resumed from the checkpoint.</param>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public static void RestoreGenerator(string folder, Trainer trainer)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trainer);
        foreach (var path in GeneratorPaths(folder, trainer)
                .Where(path => !GeneratorFile.Holds(path, trainer.Sampler.Generator)))
            trainer.SaveGenerator(path);
    }

    /// <summary>
    /// Writes the description of a run if it is missing or damaged. Keeps a copy of a damaged one.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="trainer">The resumed training.</param>
    /// <returns>One line that says what was damaged and where its copy is; null where nothing was.</returns>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public static string? RestoreDescription(string folder, Trainer trainer)
    {
        var path = Path.Combine(folder, DescriptionName);
        string? damage = null;
        if (RunDescription.Find(
                path,
                () => damage = $"{path}: is damaged; it is kept in {KeptAside.Copy(path)}, and a new one is written")
            is null)
            RunDescription.Of(trainer).Save(path);
        return damage;
    }

    /// <summary>The recipe in the folder of a run.</summary>
    /// <exception cref="GanSharpException">The file is missing, truncated, or not a recipe.</exception>
    public static Recipe RecipeOf(string folder) => RecipeYaml.LoadWhole(Path.Combine(folder, RecipeName));

    /// <summary>
    /// Requires that a run was trained with these parts written in C#. To be called before the networks are built.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="custom">The types of the parts; none by default.</param>
    /// <exception cref="GanSharpException">The run was trained with others, which the message names.</exception>
    public static void RequireParts(string folder, CustomPartNames? custom = null)
    {
        var path = Path.Combine(folder, DescriptionName);
        RunDescription.Find(path)?.CustomParts?.RequireSame(folder, custom ?? new());
    }

    /// <summary>Opens a run that no other process holds.</summary>
    private static RunFolder Open(string folder, string advice, Func<FileLock, RunFolder> open) =>
        Writing(folder, advice, () =>
        {
            FolderLinks.RequireInside(folder, "run");
            DiskFolder.Make(folder);
            var held = FileLock.Take(
                Path.Combine(folder, LockName),
                RunControl.Requested(folder) == RunRequest.Pause
                    ? $"{folder}: is paused, and another process holds it; let it train on with: "
                        + $"gansharp pause {ShellWord.Path(folder)} --off"
                    : $"{folder}: is being trained by another process; wait until it is done, or stop it with: "
                        + $"gansharp stop {ShellWord.Path(folder)}");
            try
            {
                RunControl.Clear(folder); // at once: what people ask for from now on is meant for this training
                return open(held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        });

    /// <summary>
    /// Describes a new training, or one whose description is missing or damaged. Of any other, notes the instruction
    /// set that it uses from this step on, and the settings that have changed.
    /// </summary>
    private void Describe(string? note)
    {
        var path = At(DescriptionName);
        if (File.Exists(path) && RestoreDescription(Folder, _trainer) is { } damage)
            _damages.Add(damage);
        var description =
            _trainer.Step > 0 && File.Exists(path) ? RunDescription.Load(path) : RunDescription.Of(_trainer);
        var changes = ChangedSettings.Merge(
            description.Changes, _trainer.Changes, _trainer.Step, _trainer.Recipe, note);
        Changes = [.. changes.Where(change => change.Step == _trainer.Step)];
        (description with { Machine = description.Machine.ResumedAt(_trainer.Step), Changes = changes }).Save(path);
    }
}
