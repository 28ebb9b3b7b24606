using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>The statistics of the features of real images, which do not depend on the samples.</summary>
internal sealed class RealFeatures
{
    private readonly Gaussian?[]? _byLabel, _byPrediction;

    public RealFeatures(FeatureSet set, int classes, int neighbours, CancellationToken cancellation)
    {
        using var remembered = TensorScope.Pause();
        var vectors = set.Vectors.ToDoubles();
        Gaussian = Gaussian.Of(vectors);
        Few = vectors.AtMost(FeatureReference.MostInPairs);
        SquaredRadii = ManifoldOverlap.SquaredRadii(Few, neighbours, cancellation);
        KernelMean = KernelDistance.Within(Few, KernelDistance.Once(Few), cancellation)[0];
        if (set.Logits is null || classes == 0)
            return;
        Predicted = ClassFigures.Predict(set.Logits);
        if (vectors.Shape[1] > FeatureReference.MostFeatures)
            return;
        _byPrediction = OfClasses(vectors, Predicted, classes);
        _byLabel = set.Labels is null ? null : OfClasses(vectors, set.Labels, classes);
    }

    /// <summary>Their distribution.</summary>
    public Gaussian Gaussian { get; }

    /// <summary>
    /// The feature vectors used for figures of pairs, at most <see cref="FeatureReference.MostInPairs"/>, F64.
    /// </summary>
    public Tensor Few { get; }

    /// <summary>For each of <see cref="Few"/>, the squared distance to its k-th neighbour.</summary>
    public double[] SquaredRadii { get; }

    /// <summary>The mean of the kernel over the pairs of <see cref="Few"/>.</summary>
    public double KernelMean { get; }

    /// <summary>The predicted class of each image; null if the network is not a classifier.</summary>
    public int[]? Predicted { get; }

    /// <summary>Whether the images have labels.</summary>
    public bool HasLabels => _byLabel is not null;

    /// <summary>
    /// The distribution of each class, by label or by prediction; null for a class with fewer than two images. Null as
    /// a whole if there are no classes or too many features.
    /// </summary>
    public Gaussian?[]? ByClass(bool labels) => labels ? _byLabel : _byPrediction;

    /// <summary>The distribution of the vectors of each class; null if it has fewer than two.</summary>
    public static Gaussian?[] OfClasses(Tensor vectors, int[] labels, int classes) =>
        [
            .. Enumerable.Range(0, classes).Select(label =>
            {
                var members = Enumerable.Range(0, labels.Length).Where(i => labels[i] == label).ToArray();
                return members.Length < 2 ? null : Gaussian.Of(vectors.Embedding(members));
            }),
        ];
}
