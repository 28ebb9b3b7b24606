using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>Figures of the classes that a classifier predicts for samples.</summary>
public static class ClassFigures
{
    /// <summary>The smallest share of the samples that makes a class a mode, in percent.</summary>
    private const int PercentOfMode = 1;

    /// <summary>The most likely class of each image; the first of equally likely ones.</summary>
    /// <param name="logits">Unnormalised log probabilities, shape (N, K), F32.</param>
    public static int[] Predict(Tensor logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        var classes = logits.Shape[1];
        var predicted = new int[logits.Shape[0]];
        for (var i = 0; i < predicted.Length; i++)
            predicted[i] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(
                logits.AsSpan<float>().Slice(i * classes, classes));
        return predicted;
    }

    /// <summary>The number of images of each class.</summary>
    public static int[] Count(int[] labels, int classes) => Count(labels, classes, null);

    /// <summary>
    /// KL(p ‖ q) = Σ pₖ log(pₖ / qₖ) in nats, 0 or more, with the shares p of the classes among samples and q among
    /// real images. Half an image is added to every class on both sides, so that a class without real images does not
    /// make the result infinite.
    /// </summary>
    public static double Divergence(int[] samples, int[] real)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(real);
        var (p, q) = (Shares(samples), Shares(real));
        return Math.Max(0, p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum());
    }

    /// <summary>The number of classes with at least 1% of the samples.</summary>
    public static int Modes(int[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var total = counts.Sum(count => (long)count);
        return counts.Count(count => count > 0 && 100L * count >= PercentOfMode * total);
    }

    /// <summary>The share of images whose predicted class is the one asked for, 0 to 1.</summary>
    public static double Accuracy(int[] predicted, int[] asked) => Accuracy(predicted, asked, null);

    internal static double Accuracy(int[] predicted, int[] asked, int[]? counts) =>
        counts.Mean(predicted.Length, i => predicted[i] == asked[i] ? 1 : 0);

    internal static int[] Count(int[] labels, int classes, int[]? counts)
    {
        var result = new int[classes];
        for (var i = 0; i < labels.Length; i++)
            result[labels[i]] += counts?[i] ?? 1;
        return result;
    }

    private static double[] Shares(int[] counts)
    {
        var total = counts.Sum(count => count + 0.5);
        return Array.ConvertAll(counts, count => (count + 0.5) / total);
    }
}
