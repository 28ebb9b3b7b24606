using System.Text.Json;

namespace GanSharp.Metrics;

/// <summary>
/// The quality of samples, compared with real test images. Can be written as JSON. All numbers are finite: a figure
/// that cannot be computed is absent, and <see cref="Missing"/> says why.
/// </summary>
/// <param name="Features">The network whose features were compared.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Reference">Number of real test images.</param>
public sealed record Evaluation(string Features, int Samples, int Reference)
{
    /// <summary>
    /// The figures by name: <c>fid</c> (<see cref="FrechetDistance"/>), <c>kid</c> (<see cref="KernelDistance"/>),
    /// <c>precision</c>, <c>recall</c>, <c>density</c>, <c>coverage</c> (<see cref="ManifoldOverlap"/>); if the network
    /// is a classifier, <c>inception-score</c> (<see cref="InceptionScore"/>); if it distinguishes the classes of the
    /// images, <c>class-kl</c>, <c>modes</c>, <c>class-accuracy</c> for conditional samples
    /// (<see cref="ClassFigures"/>) and <c>class-fid</c>, the mean over classes; with training images,
    /// <c>memorisation</c> (<see cref="NearestImages"/>, of 1,000 samples) and, on request, <c>accuracy-score</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, Figure> Figures { get; init; }

    /// <summary>The figures that could not be computed, with reasons.</summary>
    public IReadOnlyList<MissingFigure> Missing { get => field ?? []; init; }

    /// <summary>The Fréchet distance; null only in a damaged file.</summary>
    internal double? FrechetDistance => Figures?.GetValueOrDefault("fid")?.Value;

    /// <summary>Names of the classes that the features distinguish; empty if they distinguish none.</summary>
    public IReadOnlyList<string> ClassNames { get => field ?? []; init; }

    /// <summary>For each class, the number of samples predicted; empty without classes.</summary>
    public IReadOnlyList<int> ClassCounts { get => field ?? []; init; }

    /// <summary>
    /// For each class, the number of real images by label, or by prediction if they have no labels; empty without
    /// classes.
    /// </summary>
    public IReadOnlyList<int> ReferenceClassCounts { get => field ?? []; init; }

    /// <summary>
    /// For each class, the Fréchet distance between its samples and its real images, by label, or by prediction if one
    /// side has no labels. Null for a class with fewer than two samples or real images. Empty without classes, and for
    /// more than <see cref="FeatureReference.MostFeatures"/> features.
    /// </summary>
    public IReadOnlyList<double?> ClassFrechetDistances { get => field ?? []; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="where">The name of the text in errors, such as its file.</param>
    /// <exception cref="GanSharpException">The text is damaged.</exception>
    public static Evaluation FromJson(string json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize(json, EvaluationJson.Default.Evaluation)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new GanSharpException($"{where}: not an evaluation; evaluate again ({error.Message})", error);
        }
    }

    /// <summary>The evaluation as a line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.Evaluation);
}
