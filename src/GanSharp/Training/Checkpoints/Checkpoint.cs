using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Training.Checkpoints;

/// <summary>
/// A training that stopped: networks, moving average, optimisers, terms, random streams and the place in the data, with
/// the recipe and the fingerprint of the data. One safetensors file; the SHA-256 of all else in it is part of it.
/// </summary>
public sealed class Checkpoint
{
    internal const string StepKey = "step";
    private const string FormatKey = "format",
        AnyFormat = "gansharp checkpoint ", Format = $"{AnyFormat}3", RecipeKey = "recipe", DataPrefix = "data.",
        DigestKey = "sha256",
        CustomKey = "parts", InstructionsKey = "instructions";

    private readonly SafeTensorsFile _file;

    private Checkpoint(string path, SafeTensorsFile file)
    {
        (Path, _file) = (path, file);
        Recipe = RecipeYaml.Parse(file.Metadata.GetValueOrDefault(RecipeKey, ""), $"{path}, recipe");
        Step = TrainingState.Counter(file, path, StepKey);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What is trained.</summary>
    public Recipe Recipe { get; }

    /// <summary>Generator steps done.</summary>
    public long Step { get; }

    /// <summary>The instruction set that its last step was computed with; null in files of earlier versions.</summary>
    internal string? Instructions => _file.Metadata.GetValueOrDefault(InstructionsKey);

    /// <summary>Reads a checkpoint and verifies it.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged, or no checkpoint, or a number in it is not finite.
    /// </exception>
    public static Checkpoint Load(string path)
    {
        var file = SafeTensors.LoadWeights(path);
        var metadata = file.Metadata.ToDictionary();
        if (metadata.GetValueOrDefault(FormatKey) != Format || !metadata.Remove(DigestKey, out var digest))
            throw new GanSharpException(
                $"{path}: not a checkpoint of this version of gansharp; name a file in the folder checkpoints of a run"
            );
        if (SafeTensors.Digest(file.Tensors, metadata) != digest)
            throw GanSharpException.Damaged(
                $"{path}: is damaged: its contents do not have the digest that it states", "use an older one");
        return new(path, file);
    }

    /// <summary>The newest checkpoint of a run that can be read.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="onDamaged">Told what is wrong with each newer one, in a line; by default nobody is.</param>
    /// <exception cref="GanSharpException">There is none.</exception>
    public static Checkpoint Newest(string run, Action<string>? onDamaged = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        GanSharpException? damage = null;
        foreach (var path in new CheckpointFolder(run).NewestFirst())
        {
            try
            {
                return Load(path);
            }
            catch (GanSharpException error)
            {
                damage ??= error;
                onDamaged?.Invoke(error.Damage ?? error.Message);
            }
        }
        if (damage?.Damage is { } what)
        {
            var recipe = System.IO.Path.Combine(run, RunFolder.RecipeName);
            throw new GanSharpException(
                $"{what}; no other checkpoint is whole, so train {recipe} again, into another folder", damage);
        }
        throw damage ?? (Directory.Exists(run)
            ? new(
                $"{run}: has no checkpoint to go on from; train its {RunFolder.RecipeName} again, into another folder")
            : RunFolders.Missing(run));
    }

    /// <summary>Whether a file is a checkpoint that another version of gansharp saved.</summary>
    internal static bool IsOfAnotherVersion(string path)
    {
        try
        {
            var format = SafeTensors.Load(path).Metadata.GetValueOrDefault(FormatKey, "");
            return format != Format && format.StartsWith(AnyFormat, StringComparison.Ordinal);
        }
        catch (GanSharpException)
        {
            return false;
        }
    }

    internal static void Save(
        string path, Recipe recipe, ImageDataset data, CustomPartNames custom, TrainingState state)
    {
        var metadata = new Dictionary<string, string>(state.Numbers)
        {
            [FormatKey] = Format,
            [RecipeKey] = RecipeYaml.Format(recipe),
            [CustomKey] = custom.Format(),
            [InstructionsKey] = Compute.InstructionSet,
        };
        foreach (var (name, value) in data.Fingerprint)
            metadata.Add(DataPrefix + name, value);
        metadata[DigestKey] = SafeTensors.Digest(state.Tensors, metadata);
        SafeTensors.Save(path, state.Tensors, metadata);
    }

    /// <summary>
    /// The images with the classes that the training knows: those of earlier versions also knew classes without images.
    /// Pass them to <see cref="Trainer.Resume"/>, and to what is made beside it.
    /// </summary>
    /// <param name="data">The images, as they are loaded today.</param>
    public ImageDataset InItsClasses(ImageDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.InClasses(
            new FileMetadata(Path, "checkpoint", _file.Metadata).Texts($"{DataPrefix}classes", "class names"));
    }

    /// <summary>Requires that a training with that recipe and data is a continuation of this one.</summary>
    internal void CheckFits(Recipe recipe, ImageDataset data)
    {
        Check("with another recipe", Differences.Between(Differences.Settings(Recipe), Differences.Settings(recipe)));
        Check(
            "on other data",
            Differences.Between(
                [.. data.Fingerprint.Select(entry => (entry.Name, Saved(entry.Name)))],
                data.Fingerprint));

        string Saved(string name) => _file.Metadata.GetValueOrDefault(DataPrefix + name, "");

        void Check(string how, IReadOnlyCollection<string> differences)
        {
            if (differences.Count > 0)
                throw new GanSharpException(
                    $"{Path}: was trained {how}: {string.Join("; ", differences)}; change that back, or begin a new run"
                );
        }
    }

    /// <summary>
    /// Requires that a training with those parts is a continuation of this one. Files of earlier versions name none.
    /// </summary>
    internal void CheckFits(Func<CustomPartNames> custom)
    {
        if (CustomPartNames.Parse(_file.Metadata.GetValueOrDefault(CustomKey), Path) is { } trained)
            trained.RequireSame(Path, custom());
    }

    /// <summary>Bounds what the networks of its recipe take to what it holds.</summary>
    internal ParameterLimit? Limit(CustomParts? custom) => GanModel.LimitTo(_file, custom);

    internal void CopyTo(TrainingState state) => state.CopyFrom(_file, Path);
}
