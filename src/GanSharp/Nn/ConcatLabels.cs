using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A layer that joins the one-hot label to every sample: to a vector as further elements, to an image as further
/// channels, of which the label's is all ones. With a branch, it joins the branch's output for the one-hot label, a
/// vector.
/// </summary>
public sealed class ConcatLabels : Module
{
    private readonly int _classes;
    private readonly Module? _branch;

    /// <summary>Creates a layer for labels of <paramref name="classes"/> classes.</summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="branch">
    /// From the one-hot label, shape (N, classes), to a vector, shape (N, M); null to join the label itself.
    /// </param>
    public ConcatLabels(int classes, Module? branch = null)
    {
        _classes = classes;
        _branch = branch is null ? null : Child("labels", branch);
    }

    /// <summary>Number of classes.</summary>
    internal int Classes => _classes;

    /// <summary>From the one-hot label to a vector; null to join the label itself.</summary>
    internal Module? Branch => _branch;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var labels = Tensor.OneHot(LabelsOf(pass, "concat-labels", x), _classes, x.DType, x.Device);
        if (_branch is not null)
            labels = _branch.Forward(labels, pass);
        var joined = labels.Shape[1];
        for (var axis = 2; axis < x.Shape.Rank; axis++)
            labels = labels.Reshape([.. labels.Shape, 1]);
        return TensorOps.Concat([x, labels.BroadcastTo([x.Shape[0], joined, .. x.Shape.Extents[2..]])], 1);
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        input.With(0, input[0] + (_branch?.OutputShape([_classes])[0] ?? _classes));

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
        _branch is null ? [] : [("labels", _branch, [_classes])];

    /// <summary>Returns the labels of a pass over <paramref name="x"/>, one for each sample.</summary>
    /// <exception cref="TensorException">The pass has no labels, or not as many as samples.</exception>
    internal static int[] LabelsOf(Pass pass, string op, Tensor x)
    {
        var labels = pass.Labels ?? throw new TensorException(op, $"the pass over {x.Shape} has no labels");
        return labels.Length == x.Shape[0]
            ? labels
            : throw new TensorException(op, $"{labels.Length} labels do not match the batch of {x.Shape}");
    }
}
