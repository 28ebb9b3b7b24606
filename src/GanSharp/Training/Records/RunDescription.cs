using System.Text.Json;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Text;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training.Records;

/// <summary>The start of a run, apart from its recipe: <c>run.json</c>.</summary>
public sealed record RunDescription
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public required long Seed { get; init; }

    /// <summary>When the run was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The data it is trained on.</summary>
    public required DataDescription Data { get; init; }

    /// <summary>Generator steps that show all images once.</summary>
    public required long StepsPerEpoch { get; init; }

    /// <summary>The generator.</summary>
    public required NetworkSummary Generator { get; init; }

    /// <summary>The discriminator: its trunk, then its heads.</summary>
    public required NetworkSummary Discriminator { get; init; }

    /// <summary>
    /// The types of the parts written in C#, which the recipe does not name; null in runs of earlier versions.
    /// </summary>
    public CustomPartNames? CustomParts { get; init; }

    /// <summary>What the networks took from another training before the first step; null if nothing.</summary>
    public Transfer? Transfer { get; init; }

    /// <summary>The settings that were changed when the training was resumed, in the order of the steps.</summary>
    public IReadOnlyList<RunChange> Changes
    {
        get => field ?? [];
        init;
    }

    /// <summary>The version of GanSharp.</summary>
    public required string Version { get; init; }

    /// <summary>The machine it ran on.</summary>
    public required MachineDescription Machine { get; init; }

    /// <summary>Describes a training that starts now.</summary>
    internal static RunDescription Of(Trainer trainer) => new()
    {
        Recipe = trainer.Recipe.Name,
        Seed = trainer.Recipe.Seed,
        Started = trainer.Time.GetUtcNow(),
        Data = DataDescription.Of(trainer.Data),
        StepsPerEpoch = trainer.StepsPerEpoch,
        Generator = NetworkSummary.OfGenerator(trainer.Model),
        Discriminator = NetworkSummary.OfDiscriminator(trainer.Model),
        CustomParts = trainer.Model.Custom,
        Transfer = trainer.Transfer,
        Version = typeof(RunDescription).Assembly.GetName().Version!.ToString(3),
        Machine = MachineDescription.OfThis(),
    };

    internal void Save(string path) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, RunJson.Readable.RunDescription));

    /// <summary>Reads a description.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, larger than 16 MiB, damaged or not a description.
    /// </exception>
    internal static RunDescription Load(string path) => JsonFile.Read(
        path, RunJson.Readable.RunDescription,
        description => description.IsWhole,
        reason => $"is not a description of a run ({reason}); {Remedy(path)}");

    /// <summary>
    /// The description of a run that is resumed; null if it is missing or damaged, since a new one can be written.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="onDamaged">Called if it is damaged.</param>
    /// <exception cref="GanSharpException">The file cannot be read.</exception>
    internal static RunDescription? Find(string path, Action? onDamaged = null)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return Load(path);
        }
        catch (GanSharpException error) when (error.InnerException is null or JsonException)
        {
            onDamaged?.Invoke();
            return null;
        }
    }

    /// <summary>How to restore the description of a run.</summary>
    internal static string Remedy(string path) =>
        $"write a new one with: gansharp resume {ShellWord.Path(Path.GetDirectoryName(path)!)}";

    /// <summary>Whether no list has a null entry, every class has a count, and all numbers are in range.</summary>
    private bool IsWhole =>
        StepsPerEpoch is > 0 and <= int.MaxValue
        && Data.Classes.Concat(Data.LeftOut).All(text => text is not null)
        && Data.ClassCounts.Count == Data.Classes.Count
        && Transfer is null or { IsWhole: true }
        && Changes.All(change => change is { Step: >= 0, Setting: not null, From: not null, To: not null })
        && Machine.InstructionSets.All(entry => entry is { Step: >= 0, Instructions: not null })
        && Generator.Layers.Concat(Discriminator.Layers)
            .All(layer => layer is { Kind: not null, Parameters: >= 0 and <= int.MaxValue });
}
