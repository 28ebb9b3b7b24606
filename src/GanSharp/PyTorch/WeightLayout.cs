using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>Brings a tensor of PyTorch into the layout of one of ours that means the same.</summary>
internal static class WeightLayout
{
    /// <summary>
    /// Returns the values for a weight, and what was changed; null if they do not fit. A linear layer may stand for a
    /// convolution whose window is the whole image, and the other way round.
    /// </summary>
    public static (Tensor Values, string Change)? Weight(Tensor source, Shape target)
    {
        var from = source.Shape;
        if (from == target)
            return (source, "");
        if (from.Rank == 4 && target.Rank == 2 && from.Size == target.Size)
        {
            // A transposed convolution of images of one pixel (I, O, k, k), or a convolution by 1 × 1 (O, I, 1, 1).
            if (from[0] == target[1] && from[1] * from[2] * from[3] == target[0] && from[2] * from[3] > 1)
                return (source.Reshape([from[0], target[0]]).Transpose(1, 0), "transposed");
            return from[2] * from[3] == 1 && from[0] == target[0] ? (source.Reshape(target), "reshaped") : null;
        }
        if (from.Rank == 2 && target.Rank == 4 && from.Size == target.Size)
        {
            if (from[1] == target[0] && from[0] == target[1] * target[2] * target[3] && target[2] * target[3] > 1)
                return (source.Transpose(1, 0).Reshape(target), "transposed");
            return target[2] * target[3] == 1 && from[0] == target[0] ? (source.Reshape(target), "reshaped") : null;
        }
        return from.Size == 1 && target.Rank == 1 ? (source.Reshape([1]).BroadcastTo(target), "repeated") : null;
    }

    /// <summary>
    /// Returns the values for a bias: one per channel may be repeated for the pixels of a linear layer's image.
    /// </summary>
    public static (Tensor Values, string Change)? Bias(Tensor source, Shape target)
    {
        if (source.Shape == target)
            return (source, "");
        return source.Shape.Rank == 1 && target.Rank == 1 && target[0] % source.Shape[0] == 0
            ? (source.Reshape([source.Count, 1]).BroadcastTo([source.Count, target[0] / source.Count]).Reshape(target),
                "repeated")
            : null;
    }
}
