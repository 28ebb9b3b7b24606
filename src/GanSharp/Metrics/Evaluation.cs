using System.Text.Json;

namespace GanSharp.Metrics;

/// <summary>
/// What samples are worth, against real test images. Reads and writes itself as JSON. All numbers are finite: a figure
/// that cannot be computed is absent, and <see cref="Missing"/> says why.
/// </summary>
/// <param name="Features">The network whose features were compared.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Reference">Number of real test images.</param>
public sealed record Evaluation(string Features, int Samples, int Reference)
{
    /// <summary>
    /// The figures by name: <c>fid</c> (<see cref="FrechetDistance"/>), <c>kid</c> (<see cref="KernelDistance"/>),
    /// <c>precision</c>, <c>recall</c>, <c>density</c>, <c>coverage</c> (<see cref="ManifoldOverlap"/>); where the
    /// network classifies, <c>inception-score</c> (<see cref="InceptionScore"/>); where it tells the classes of the
    /// images apart, <c>class-kl</c>, <c>modes</c>, <c>class-accuracy</c> of samples that were asked to have a class
    /// (<see cref="ClassFigures"/>) and <c>class-fid</c>, the mean over classes; where training images are known,
    /// <c>memorisation</c> (<see cref="NearestImages"/>, of 2,000 samples) and, where it is asked for,
    /// <c>accuracy-score</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, Figure> Figures { get; init; }

    /// <summary>The figures that could not be computed, with the reasons.</summary>
    public IReadOnlyList<MissingFigure> Missing { get => field ?? []; init; }

    /// <summary>The Fréchet distance; null where a damaged file has none.</summary>
    internal double? FrechetDistance => Figures?.GetValueOrDefault("fid")?.Value;

    /// <summary>Names of the classes that the features tell apart; empty when they do not.</summary>
    public IReadOnlyList<string> ClassNames { get => field ?? []; init; }

    /// <summary>How many samples the network takes for each class; empty when the features tell none apart.</summary>
    public IReadOnlyList<int> ClassCounts { get => field ?? []; init; }

    /// <summary>
    /// How many real images each class has, by their labels; those that the network takes for it where they have no
    /// labels. Empty when the features tell none apart.
    /// </summary>
    public IReadOnlyList<int> ReferenceClassCounts { get => field ?? []; init; }

    /// <summary>
    /// Fréchet distance of each class by itself: of the samples that were asked to have it from the real images that
    /// have it, or, where there are no labels, of those that the network takes for it. Null for a class with fewer than
    /// two samples or two real images. Empty where classes are not known, and for more than
    /// <see cref="FeatureReference.MostFeatures"/> features.
    /// </summary>
    public IReadOnlyList<double?> ClassFrechetDistances { get => field ?? []; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="where">What the text is called in an error: a file.</param>
    /// <exception cref="GanSharpException">It is damaged.</exception>
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
