using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Studies;

/// <summary>
/// The result of a trial: <c>results/ID.json</c>. A trial that has one is done, with or without its run folder.
/// </summary>
public sealed record TrialResult
{
    /// <summary>The name of the trial and its files.</summary>
    public required string Id { get; init; }

    /// <summary>The settings that come from the axes.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>
    /// Every setting of the recipe that was trained; the lines of a list are separated by semicolons.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Recipe { get; init; }

    /// <summary>The data it was trained on.</summary>
    public required DataDescription Data { get; init; }

    /// <summary>The SHA-256 of the images and labels.</summary>
    public required string DataDigest { get; init; }

    /// <summary>
    /// The SHA-256 of the file with the networks that it started from; null if it started from new ones.
    /// </summary>
    public string? InitFromDigest { get; init; }

    /// <summary>Generator steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>About how many seconds the steps took, without pauses; null if no speed was logged.</summary>
    public double? Seconds { get; init; }

    /// <summary>Real images per second, the median over the steps; null if no speed was logged.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Trainable parameters of the generator.</summary>
    public long GeneratorParameters { get; init; }

    /// <summary>Trainable parameters of the discriminator.</summary>
    public long DiscriminatorParameters { get; init; }

    /// <summary>The discriminator's loss, the mean of the last 100 steps; null before the first.</summary>
    public double? DiscriminatorLoss { get; init; }

    /// <summary>The generator's loss, the mean of the last 100 steps; null before the first.</summary>
    public double? GeneratorLoss { get; init; }

    /// <summary>The version of GanSharp.</summary>
    public required string Version { get; init; }

    /// <summary>The machine it ran on.</summary>
    public required MachineDescription Machine { get; init; }

    /// <summary>The evaluation of its samples; null if they were not evaluated.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>The first warning of each kind.</summary>
    public IReadOnlyList<TrainingWarning> Warnings { get => field ?? []; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it failed.</summary>
    [JsonIgnore]
    public bool IsFailed => Error is not null;

    /// <summary>The result of a trial from its run folder.</summary>
    internal static TrialResult Of(Trial trial, RunRecord run, ImageDataset data, Evaluation? evaluation, string? error)
    {
        var facts = RunFacts.Of(run);
        return new()
        {
            Id = trial.Id,
            Settings = trial.Settings.ToDictionary(setting => setting.Key, setting => setting.Value),
            Recipe = SettingsOf(trial.Recipe.For(data.Classes)),
            Data = run.Description.Data,
            DataDigest = DigestOf(data),
            InitFromDigest = run.Description.Transfer?.Sha256,
            Steps = facts.Steps,
            Seconds = facts.Seconds,
            ImagesPerSecond = facts.ImagesPerSecond,
            GeneratorParameters = run.Description.Generator.Parameters,
            DiscriminatorParameters = run.Description.Discriminator.Parameters,
            DiscriminatorLoss = facts.DiscriminatorLoss,
            GeneratorLoss = facts.GeneratorLoss,
            Version = run.Description.Version,
            Machine = run.Description.Machine,
            Evaluation = evaluation,
            Warnings = [.. run.Warnings.DistinctBy(warning => warning.Kind)],
            Error = error,
        };
    }

    /// <summary>The settings of a recipe that determine the result of a training.</summary>
    internal static Dictionary<string, string> SettingsOf(Recipe recipe) =>
        Differences
            .WholeTraining(recipe)
            .Where(setting => setting.Value.Length > 0)
            .ToDictionary(setting => setting.Name, setting => setting.Value);

    internal static string DigestOf(ImageDataset data) => data.Fingerprint.First(entry => entry.Name == "sha256").Value;

    internal void Save(string path) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, TrialJson.Readable.TrialResult));

    /// <summary>Reads a result.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, larger than 16 MiB, damaged or not a result.
    /// </exception>
    internal static TrialResult Load(string path) =>
        JsonFile.Read(
            path, TrialJson.Readable.TrialResult,
            result => result.Id == Path.GetFileNameWithoutExtension(path)
                ? result.IsWhole
                : throw new JsonException($"it belongs to {result.Id}"),
            reason => $"is not a result of a trial ({reason}); delete it to train it again");

    /// <summary>Whether every class has a count and no figures are missing.</summary>
    private bool IsWhole => Steps >= 0 && Data.ClassCounts.Count == Data.Classes.Count
        && Evaluation is null or { FrechetDistance: not null };
}
