using GanSharp.Tensors;

namespace GanSharp.Export;

/// <summary>
/// Folds batch norms into the layers before them: (W x + b - mean) · a + beta = (a W) x + (a b + beta - a mean), where
/// a = gamma / √(variance + epsilon). A batch norm is folded if nothing else reads what it normalises, and that is
/// the result of a linear layer, which may have been reshaped, or of a convolution; a transposed one must have no
/// groups.
/// </summary>
internal sealed class BatchNormFolding
{
    private readonly Dictionary<Tensor, TracedStep> _norms = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TracedStep> _folded = new(ReferenceEqualityComparer.Instance);

    public BatchNormFolding(TracedNetwork network, bool isOn)
    {
        if (!isOn)
            return;
        var (uses, makers) = (Table<int>(), Table<TracedStep>());
        foreach (var value in network.Steps.SelectMany(step => step.Inputs)
            .Concat(network.Outputs.Select(output => output.Value)))
            uses[value.First] = uses.GetValueOrDefault(value.First) + 1;
        foreach (var step in network.Steps)
            makers.Add(step.Output.First, step);
        foreach (var norm in network.Steps.Where(IsFixedNorm))
        {
            if (MakerOf(norm) is { Name: "reshape" } reshape && reshape.Output.First.Shape.Rank > 2
                && MakerOf(reshape) is { Name: "linear" } linear)
                Fold(norm, linear);
            else if (MakerOf(norm) is { Name: "linear" or "conv2d" or "conv-transpose2d" } layer)
                Fold(norm, layer);
        }

        static Dictionary<Tensor, T> Table<T>() => new(ReferenceEqualityComparer.Instance);

        TracedStep? MakerOf(TracedStep step) => step.Inputs[0].First is var x && uses.GetValueOrDefault(x) == 1
            ? makers.GetValueOrDefault(x)
            : null;
    }

    /// <summary>Whether a step is a batch norm that its layer takes over.</summary>
    public bool IsFolded(TracedStep step) => _folded.Contains(step);

    /// <summary>The weight and the bias of a layer that takes over a batch norm; null for every other step.</summary>
    public (Tensor Weight, Tensor Bias)? Into(TracedStep layer)
    {
        if (!_norms.TryGetValue(layer.Output.First, out var norm) || !norm.Has(out NormAttributes attributes))
            return null;
        var (scale, shift) = Affine(norm, attributes);
        var weight = layer.Inputs[1].First.Detach().To(DType.F64);
        var (axis, outputs) = layer.Name == "conv-transpose2d" ? (1, weight.Shape[1]) : (0, weight.Shape[0]);
        if (outputs > scale.Count)
            (scale, shift) = (Repeated(scale, outputs), Repeated(shift, outputs));
        var along = Shape.Create([.. Enumerable.Range(0, weight.Shape.Rank).Select(i => i == axis ? outputs : 1)]);
        var bias = layer.Inputs.Count > 2 ? layer.Inputs[2].First.Detach().To(DType.F64) * scale + shift : shift;
        return (weight * scale.Reshape(along), bias);
    }

    private void Fold(TracedStep norm, TracedStep layer)
    {
        if (layer.Inputs.Skip(1).Any(value => value.DependsOnInput)
            || (layer.Attributes.First is ConvAttributes { Groups: > 1 } && layer.Name == "conv-transpose2d"))
            return;
        _norms[layer.Output.First] = norm;
        _folded.Add(norm);
    }

    private static bool IsFixedNorm(TracedStep step) =>
        step.Name == "normalize-with" && step.Inputs.Skip(1).All(value => !value.DependsOnInput);

    private static (Tensor Scale, Tensor Shift) Affine(TracedStep norm, NormAttributes attributes)
    {
        Tensor Input(int i) => norm.Inputs[i].First.Detach().To(DType.F64);
        var scale = (Input(2) + attributes.Epsilon).Pow(-0.5);
        if (attributes.HasGamma)
            scale *= Input(3);
        var shift = (Input(1) * scale).Neg();
        return (scale, attributes.HasBeta ? shift + Input(norm.Inputs.Count - 1) : shift);
    }

    /// <summary>Repeats the number of each channel for all its pixels.</summary>
    private static Tensor Repeated(Tensor channels, int outputs) => channels.Reshape([channels.Count, 1])
        .BroadcastTo([channels.Count, outputs / channels.Count]).Reshape([outputs]);
}
