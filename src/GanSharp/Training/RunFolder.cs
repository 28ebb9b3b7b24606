using System.Text;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Training;

/// <summary>
/// The folder of a run: <c>recipe.yaml</c> (every setting), <c>run.json</c> (data, machine, versions), <c>metrics.jsonl</c> (a line for
/// each step), <c>samples/</c> (a grid for each epoch), <c>checkpoints/</c> (the newest, to go on from) and <c>generator.safetensors</c>.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>The file of a run that holds its recipe.</summary>
    public const string RecipeName = "recipe.yaml";

    internal const string DescriptionName = "run.json", MetricsName = "metrics.jsonl", SamplesName = "samples";

    private readonly Recipe _recipe;
    private readonly ImageDataset _data;
    private readonly Trainer _trainer;
    private readonly FileLock _lock;
    private readonly MetricsLog _metrics;

    private RunFolder(string folder, Recipe recipe, ImageDataset data, Trainer trainer, FileLock held)
    {
        (Folder, _recipe, _data, _trainer, _lock) = (folder, recipe, data, trainer, held);
        foreach (var each in (string[])[folder, At(SamplesName), CheckpointFolder.Of(folder)])
            AtomicFile.DeleteLeftovers(Directory.CreateDirectory(each).FullName);
        AtomicFile.Write(At(RecipeName), stream => stream.Write(Encoding.UTF8.GetBytes(RecipeYaml.Format(recipe))));
        _metrics = new(At(MetricsName), trainer.Step);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The generator's weights.</summary>
    public string GeneratorPath => At(RunFolders.GeneratorName);

    /// <summary>The newest grid; null before the first.</summary>
    public string? LastSamples { get; private set; }

    /// <summary>Makes a new folder and describes the run in it.</summary>
    /// <param name="folder">A folder that does not exist yet, or is empty.</param>
    /// <param name="recipe">The recipe of the run.</param>
    /// <param name="data">The data of the run.</param>
    /// <param name="trainer">The training whose generator is saved.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="GanSharpException">The folder holds files, or cannot be written.</exception>
    public static RunFolder Create(string folder, Recipe recipe, ImageDataset data, Trainer trainer, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new GanSharpException($"{folder}: is not empty; a run needs a folder of its own, so choose another with --out");
        return Open(folder, held =>
        {
            RunFolder? run = null;
            try
            {
                run = new RunFolder(folder, recipe, data, trainer, held);
                run.Describe(time ?? TimeProvider.System);
                return run;
            }
            catch
            {
                run?.Dispose();
                held.Dispose();
                Directory.Delete(folder, recursive: true);
                throw;
            }
        });
    }

    /// <summary>Goes on with the folder of a run whose training was resumed. What it says of later steps is cut off; they come again.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recipe">The recipe of the run, which may be longer now.</param>
    /// <param name="data">The data of the run.</param>
    /// <param name="trainer">The resumed training.</param>
    /// <exception cref="GanSharpException">Another process trains there, or the folder cannot be written.</exception>
    public static RunFolder Continue(string folder, Recipe recipe, ImageDataset data, Trainer trainer)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(trainer);
        return Open(folder, held => new RunFolder(folder, recipe, data, trainer, held));
    }

    /// <summary>Writes what an event brings.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public void Write(TrainingEvent happened)
    {
        switch (happened)
        {
            case StepCompleted step:
                Writing(Folder, () => _metrics.Add(step));
                break;
            case SamplesDrawn samples:
                LastSamples = At(SamplesName, samples.Epoch is { } epoch ? $"epoch-{epoch:0000}.png" : $"step-{samples.Step:0000000}.png");
                PngWriter.Save(LastSamples, samples.Grid);
                break;
            case CheckpointDue:
                Save();
                break;
        }
    }

    /// <summary>Writes the metrics so far, the generator's present weights and a checkpoint, which thus is never ahead of the others.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public void Save()
    {
        Writing(Folder, _metrics.Flush);
        GeneratorFile.Save(GeneratorPath, _trainer.Sampler.Generator, _recipe, _data.ImageShape, _data.ClassNames);
        Writing(Folder, () => new CheckpointFolder(Folder).Save(_trainer, _recipe.Keep));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _lock.Dispose();
    }

    /// <summary>Opens a run while no other process has it.</summary>
    private static RunFolder Open(string folder, Func<FileLock, RunFolder> open) => Writing(folder, () =>
    {
        Directory.CreateDirectory(folder);
        var held = new FileLock(Path.Combine(folder, ".lock"), $"{folder}: is being trained by another process; wait until it is done, or stop it");
        try
        {
            return open(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    private string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    private void Describe(TimeProvider time) => RunDescription.Of(_recipe, _data, _trainer, time).Save(At(DescriptionName));

    private static void Writing(string folder, Action write) => Writing(folder, () =>
    {
        write();
        return true;
    });

    private static T Writing<T>(string folder, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException(
                $"{folder}: cannot be written ({error.Message}); choose another folder with --out, or check space and permissions", error);
        }
    }
}
