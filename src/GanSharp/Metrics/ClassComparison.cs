using GanSharp.Metrics.Features;

namespace GanSharp.Metrics;

/// <summary>Computes the figures of classes.</summary>
/// <param name="names">The classes that the features distinguish.</param>
/// <param name="real">The statistics of the real images.</param>
/// <param name="realLabels">The labels of the real images; null if there are none.</param>
internal sealed class ClassComparison(IReadOnlyList<string> names, RealFeatures real, int[]? realLabels)
{
    private const int Fewest = 2;

    private static readonly string[] Figures = ["class-kl", "modes", "class-accuracy", "class-fid"];

    /// <summary>Notes that none of the figures can be computed.</summary>
    public static void Miss(FigureCollector figures, string reason)
    {
        foreach (var name in Figures)
            figures.Miss(name, reason);
    }

    /// <summary>
    /// Adds the figures of samples, and returns the evaluation with the counts and distances of each class.
    /// </summary>
    public Evaluation Add(Evaluation evaluation, FigureCollector figures, FeatureSet samples, Bootstrap bootstrap)
    {
        var (predicted, predictedReal) = (ClassFigures.Predict(samples.Logits!), Count(real.Predicted!));
        var counts = Count(predicted);
        var oneClass = names.Count < 2 ? "the features distinguish only one class" : null;
        figures.Add("class-kl", oneClass, () => bootstrap.Estimate(
            samples.Count,
            drawn => ClassFigures.Divergence(ClassFigures.Count(predicted, names.Count, drawn), predictedReal)));
        figures.Add("modes", oneClass, () => new(ClassFigures.Modes(counts)));
        figures.Add("class-accuracy", oneClass ?? (samples.Labels is null ? "the samples have no labels" : null), () =>
            bootstrap.Estimate(
                samples.Count,
                drawn => ClassFigures.Accuracy(predicted, samples.Labels!, drawn),
                most: 1));
        return evaluation with
        {
            ClassNames = names,
            ClassCounts = counts,
            ReferenceClassCounts = realLabels is null ? predictedReal : Count(realLabels),
            ClassFrechetDistances = AddDistances(figures, samples, predicted),
        };
    }

    /// <summary>
    /// The distance of each class, by labels if both sides have them, otherwise by the network's predictions; and their
    /// mean. The mean leaves out classes without real images, but does not exist if a class has no samples: otherwise
    /// it would improve with each class that a generator does not draw.
    /// </summary>
    private double?[] AddDistances(FigureCollector figures, FeatureSet samples, int[] predicted)
    {
        var byLabel = samples.Labels is not null && real.HasLabels;
        if (real.ByClass(byLabel) is not { } ofReal)
        {
            figures.Miss(
                "class-fid",
                $"{samples.Vectors.Shape[1]} features take too long; the limit is {FeatureReference.MostFeatures}");
            return [];
        }
        var labels = byLabel ? samples.Labels! : predicted;
        var (counts, realCounts) = (Count(labels), Count(byLabel ? realLabels! : real.Predicted!));
        var ofSamples = RealFeatures.OfClasses(samples.Vectors, labels, names.Count);
        var distances = ofReal
            .Zip(ofSamples, (a, b) => a is null || b is null ? (double?)null : FrechetDistance.Between(a, b))
            .ToArray();
        var lacking = 0;
        for (var label = 0; label < names.Count; label++)
        {
            var tooFew = TooFew(realCounts[label], "real image") ?? TooFew(counts[label], "sample");
            if (tooFew is not null)
                figures.Miss("class-fid", tooFew, names[label]);
            lacking += realCounts[label] >= Fewest && counts[label] < Fewest ? 1 : 0;
        }
        var obstacle = ofReal.All(gaussian => gaussian is null) ? $"no class has {Fewest} real images"
            : lacking > 0
                ? $"{lacking} of the {ofReal.Count(gaussian => gaussian is not null)} classes "
                    + $"have fewer than {Fewest} samples"
            : null;
        figures.Add("class-fid", obstacle, () => new(distances.Average()!.Value));
        return distances;
    }

    private static string? TooFew(int count, string what) =>
        count >= Fewest ? null
        : count == 0 ? $"no {what}s"
        : $"one {what}";

    private int[] Count(int[] labels) => ClassFigures.Count(labels, names.Count);
}
