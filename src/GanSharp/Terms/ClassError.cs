using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>Cross entropy between logits of several classes and the true class.</summary>
internal static class ClassError
{
    /// <summary>-E ln softmax(l)[y], for logits of shape (N, classes).</summary>
    public static Tensor Of(Tensor logits, int[] labels) =>
        Of(logits, Tensor.OneHot(labels, logits.Shape[1], logits.DType, logits.Device));

    /// <summary>-E Σ y · ln softmax(l), for logits and one-hot classes of shape (N, classes).</summary>
    public static Tensor Of(Tensor logits, Tensor oneHot) => -(logits.LogSoftmax() * oneHot).Sum([1]).Mean();

    /// <summary>Returns how many rows of logits are largest at the true class.</summary>
    public static int CountRight(Tensor logits, int[] labels)
    {
        var values = logits.ToArray<double>();
        return labels
            .Where(
                (label, i) => values.AsSpan(i * logits.Shape[1], logits.Shape[1]) is var row && IndexOfMax(row) == label
            )
            .Count();
    }

    private static int IndexOfMax(ReadOnlySpan<double> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
            best = row[i] > row[best] ? i : best;
        return best;
    }
}
