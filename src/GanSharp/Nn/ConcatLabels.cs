using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Joins the one-hot label to every sample: to a vector as further elements, to an image as further channels, of which the label's is
/// filled with ones.
/// </summary>
/// <param name="classes">Number of classes, at least 1.</param>
public sealed class ConcatLabels(int classes) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var labels = pass.Labels ?? throw new TensorException("concat-labels", $"the pass over {x.Shape} has no labels");
        if (labels.Length != x.Shape[0])
            throw new TensorException("concat-labels", $"{labels.Length} labels do not match the batch of {x.Shape}");
        var oneHot = Tensor.OneHot(labels, classes, x.DType);
        for (var axis = 2; axis < x.Shape.Rank; axis++)
            oneHot = oneHot.Reshape([.. oneHot.Shape, 1]);
        return Ops.Concat([x, oneHot.BroadcastTo([x.Shape[0], classes, .. x.Shape.Extents[2..]])], 1);
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.With(0, input[0] + classes);
}
