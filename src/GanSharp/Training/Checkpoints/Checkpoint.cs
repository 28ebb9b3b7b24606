using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Training.Checkpoints;

/// <summary>
/// The saved state of a training: networks, moving average, optimisers, terms, random streams and position in the data,
/// with the recipe and the fingerprint of the data. One safetensors file, which includes the SHA-256 of its contents.
/// </summary>
public sealed class Checkpoint
{
    internal const string StepKey = "step";
    private const string
        FormatKey = "format", AnyFormat = "gansharp checkpoint ", Format = $"{AnyFormat}3",
        RecipeKey = "recipe", DataPrefix = "data.", DigestKey = "sha256", CustomKey = "parts",
        InstructionsKey = "instructions", TransferKey = "transfer";

    private readonly SafeTensorsFile _file;

    private Checkpoint(string path, SafeTensorsFile file)
    {
        (Path, _file) = (path, file);
        Recipe = RecipeYaml.Parse(file.Metadata.GetValueOrDefault(RecipeKey, ""), $"{path}, recipe");
        Step = TrainingState.Counter(file, path, StepKey);
        Transfer = Transfer.Parse(file.Metadata.GetValueOrDefault(TransferKey), path);
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The recipe that is trained.</summary>
    public Recipe Recipe { get; }

    /// <summary>Generator steps done.</summary>
    public long Step { get; }

    /// <summary>What the networks took from another training before the first step; null if nothing.</summary>
    public Transfer? Transfer { get; }

    /// <summary>The instruction set that computed the last step; null in files of earlier versions.</summary>
    internal string? Instructions => _file.Metadata.GetValueOrDefault(InstructionsKey);

    /// <summary>Reads a checkpoint and verifies it.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged or not a checkpoint, or a number in it is not finite.
    /// </exception>
    public static Checkpoint Load(string path) => Of(path, SafeTensors.LoadWeights(path));

    /// <summary>Verifies the checkpoint in a file.</summary>
    /// <exception cref="GanSharpException">The file is damaged or not a checkpoint.</exception>
    internal static Checkpoint Of(string path, SafeTensorsFile file)
    {
        var metadata = file.Metadata.ToDictionary();
        if (metadata.GetValueOrDefault(FormatKey) != Format || !metadata.Remove(DigestKey, out var digest))
            throw new GanSharpException(
                $"{path}: not a checkpoint of this version of gansharp; name a file in a run's folder checkpoints");
        if (SafeTensors.Digest(file.Tensors, metadata) != digest)
            throw GanSharpException.Damaged(
                $"{path}: is damaged: its contents do not match its digest", "use an older one");
        return new(path, file);
    }

    /// <summary>The newest readable checkpoint of a run.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="onDamaged">Called with one line for each newer checkpoint that is damaged.</param>
    /// <exception cref="GanSharpException">No checkpoint can be read.</exception>
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
            catch (GanSharpException) when (!File.Exists(path) && !DiskFile.IsLink(path))
            {
                // another process trains the run, and has newer ones
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
                $"{what}; no other checkpoint is undamaged, so train {recipe} again, into another folder", damage);
        }
        throw damage ?? (Directory.Exists(run)
            ? new(
                $"{run}: has no checkpoint to resume from; train its {RunFolder.RecipeName} again, into another folder")
            : RunFolders.Missing(run));
    }

    /// <summary>Whether a file is a checkpoint, of this or another version of gansharp.</summary>
    internal static bool Is(SafeTensorsFile file) =>
        file.Metadata.GetValueOrDefault(FormatKey, "").StartsWith(AnyFormat, StringComparison.Ordinal);

    /// <summary>Whether a file is a checkpoint of another version of gansharp.</summary>
    internal static bool IsOfAnotherVersion(string path)
    {
        try
        {
            var file = SafeTensors.Load(path);
            return Is(file) && file.Metadata[FormatKey] != Format;
        }
        catch (GanSharpException)
        {
            return false;
        }
    }

    internal static void Save(
        string path, Recipe recipe, ImageDataset data, CustomPartNames custom, Transfer? transfer, TrainingState state)
    {
        var metadata = new Dictionary<string, string>(state.Numbers)
        {
            [FormatKey] = Format,
            [RecipeKey] = RecipeYaml.Format(recipe),
            [CustomKey] = custom.Format(),
            [InstructionsKey] = Compute.InstructionSet,
        };
        if (transfer is not null)
            metadata[TransferKey] = transfer.Format();
        foreach (var (name, value) in data.Fingerprint)
            metadata.Add(DataPrefix + name, value);
        metadata[DigestKey] = SafeTensors.Digest(state.Tensors, metadata);
        SafeTensors.Save(path, state.Tensors, metadata);
    }

    /// <summary>
    /// The images with the classes of the training: trainings of earlier versions also have classes without images.
    /// Pass the result to <see cref="Trainer.Resume"/> and to evaluators.
    /// </summary>
    /// <param name="data">The images as this version loads them.</param>
    public ImageDataset SelectClasses(ImageDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.InClasses(ClassNames);
    }

    /// <summary>The names of the classes of the data; empty if it has no labels.</summary>
    internal IReadOnlyList<string> ClassNames =>
        new FileMetadata(Path, "checkpoint", _file.Metadata).Texts($"{DataPrefix}classes", "class names");

    /// <summary>The size of the images.</summary>
    internal ImageShape Image => ImageShape.Parse(_file.Metadata.GetValueOrDefault($"{DataPrefix}size", ""))
        ?? throw new GanSharpException($"{Path}: the size of the images in its metadata is damaged");

    /// <summary>Requires that a training with this recipe and data can continue this one.</summary>
    internal void CheckFits(Recipe recipe, ImageDataset data)
    {
        Check("with another recipe", Differences.Between(ChangedSettings.Fixed(Recipe), ChangedSettings.Fixed(recipe)));
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
                    $"{Path}: was trained {how}: {string.Join("; ", differences)}; "
                    + "change that back, or start a new run");
        }
    }

    /// <summary>
    /// Requires that a training with these parts can continue this one. Files of earlier versions name no parts.
    /// </summary>
    internal void CheckFits(Func<CustomPartNames> custom)
    {
        if (CustomPartNames.Parse(_file.Metadata.GetValueOrDefault(CustomKey), Path) is { } trained)
            trained.RequireSame(Path, custom());
    }

    /// <summary>Limits the parameters of the recipe's networks to the number in this file.</summary>
    internal ParameterLimit? Limit(CustomParts? custom) => GanModel.LimitTo(_file, custom);

    /// <summary>A saved number that is never negative.</summary>
    internal long Counter(string name) => TrainingState.Counter(_file, Path, name);

    internal void CopyTo(TrainingState state) => state.CopyFrom(_file, Path);

    /// <summary>Copies one network, by the name that it has in a training's state.</summary>
    internal void CopyTo(string name, Module network) =>
        _file.CopyTo(network.State.Select(entry => ($"{name}.{entry.Name}", entry.Tensor)), Path, "recipe");
}
