using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>What is known of the features of real images, whatever they are compared with.</summary>
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

    /// <summary>As many feature vectors as take part in what is computed of pairs, F64.</summary>
    public Tensor Few { get; }

    /// <summary>For each of the few, the square of the distance to its k-th neighbour.</summary>
    public double[] SquaredRadii { get; }

    /// <summary>The mean of the kernel over the pairs of the few.</summary>
    public double KernelMean { get; }

    /// <summary>The class of each image as the network sees it; null where it does not classify.</summary>
    public int[]? Predicted { get; }

    /// <summary>Whether the class of each image is known from its label.</summary>
    public bool HasLabels => _byLabel is not null;

    /// <summary>
    /// The distribution of each class, by labels or as the network sees it; null for a class with fewer than two
    /// images, and as a whole where there are none.
    /// </summary>
    public Gaussian?[]? ByClass(bool labels) => labels ? _byLabel : _byPrediction;

    /// <summary>The distribution of the vectors of each class, null where there are fewer than two.</summary>
    public static Gaussian?[] OfClasses(Tensor vectors, int[] labels, int classes) =>
        [
            .. Enumerable
                .Range(0, classes)
                .Select(label =>
    {
        var members = Enumerable.Range(0, labels.Length).Where(i => labels[i] == label).ToArray();
        return members.Length < 2 ? null : Gaussian.Of(vectors.Embedding(members));
    })];
}
