using GanSharp.IO.Onnx;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Export.Operators;

/// <summary>Normalisations, and the layer that compares the images of a batch.</summary>
internal static class NormOperators
{
    public static IEnumerable<(string Name, OnnxOperator Operator)> All =>
    [
        ("normalize-with", new(Precision.Half, NormalizeWith)),
        ("batch-norm", new(Precision.Full, BatchNorm)),
        ("layer-norm", new(Precision.Full, LayerNorm)),
        ("instance-norm", new(Precision.Full, InstanceNorm)),
        ("minibatch-std", new(Precision.Full, Deviation)),
    ];

    private static string? NormalizeWith(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out NormAttributes norm))
            return null;
        var (gamma, beta) = Affine(to, step, norm, 3, [step.Inputs[0].First.Shape[1]]);
        return to.Add(
            "BatchNormalization", [to[0], gamma, beta, to[1], to[2]], OnnxAttribute.Of("epsilon", norm.Epsilon));
    }

    /// <summary>With the statistics of the batch.</summary>
    private static string? BatchNorm(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out NormAttributes norm))
            return null;
        var x = step.Inputs[0];
        var axes = OnnxAttribute.Of("axes", [0L, .. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis)]);
        var centred = to.Add("Sub", [to[0], to.Add("ReduceMean", [to[0]], axes)]);
        var variance = to.Add("ReduceMean", [to.Add("Mul", [centred, centred])], axes);
        var normal = to.Add("Div", [centred, Root(to, variance, norm.Epsilon)]);
        long[] perChannel = [x.First.Shape[1], .. Enumerable.Repeat(1L, x.Rank - 2)];
        if (norm.HasGamma)
            normal = to.Add("Mul", [normal, to.Add("Reshape", [to[1], to.Integers(perChannel)])]);
        return norm.HasBeta
            ? to.Add("Add", [normal, to.Add("Reshape", [to[step.Inputs[^1]], to.Integers(perChannel)])])
            : normal;
    }

    private static string? LayerNorm(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out NormAttributes norm))
            return null;
        var (gamma, beta) = Affine(to, step, norm, 1, [.. step.Inputs[0].First.Shape.Extents[1..]]);
        return to.Add(
            "LayerNormalization", [to[0], gamma, beta], OnnxAttribute.Of("axis", 1L),
            OnnxAttribute.Of("epsilon", norm.Epsilon));
    }

    private static string? InstanceNorm(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out NormAttributes norm))
            return null;
        var (gamma, beta) = Affine(to, step, norm, 1, [step.Inputs[0].First.Shape[1]]);
        return to.Add("InstanceNormalization", [to[0], gamma, beta], OnnxAttribute.Of("epsilon", norm.Epsilon));
    }

    /// <summary>
    /// See <see cref="MinibatchDeviation"/>. The size of the groups is computed from that of the batch.
    /// </summary>
    private static string? Deviation(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out DeviationAttributes attributes))
            return null;
        var shape = step.Inputs[0].First.Shape;
        var sizes = to.Integers([.. Enumerable.Range(1, attributes.Group).Select(size => (long)size)]);
        var divides = to.Add("Equal", [to.Add("Mod", [to.Batch(), sizes]), to.Integers(0)]);
        var size = to.Add(
            "ReduceMax", [to.Add("Where", [divides, sizes, to.Integers(1)])], OnnxAttribute.Of("axes", [0L]),
            OnnxAttribute.Of("keepdims", 1L));
        var values = to.Add(
            "Reshape", [to[0], Join(size, to.Integers(-1), to.Integers((long)shape[1] * shape[2] * shape[3]))]);
        var centred = to.Add("Sub", [values, to.Add("ReduceMean", [values], OnnxAttribute.Of("axes", [0L]))]);
        var variance = to.Add("ReduceMean", [to.Add("Mul", [centred, centred])], OnnxAttribute.Of("axes", [0L]));
        var deviation = to.Add(
            "ReduceMean", [Root(to, variance, attributes.Epsilon)], OnnxAttribute.Of("axes", [2L]));
        var plane = to.Add(
            "Expand", [deviation, Join(size, to.Integers(1), to.Integers((long)shape[2] * shape[3]))]);
        return to.Add(
            "Concat", [to[0], to.Add("Reshape", [plane, to.Integers(-1, 1, shape[2], shape[3])])],
            OnnxAttribute.Of("axis", 1L));

        string Join(params string[] parts) => to.Add("Concat", parts, OnnxAttribute.Of("axis", 0L));
    }

    private static string Root(OnnxEmitter to, string variance, double epsilon) =>
        to.Add("Sqrt", [to.Add("Add", [variance, to.Number(epsilon)])]);

    /// <summary>Returns the scale and the shift of a normalisation: those that it has, or ones and zeros.</summary>
    private static (string Gamma, string Beta) Affine(
        OnnxEmitter to, TracedStep step, NormAttributes norm, int first, Shape shape) =>
    (
        norm.HasGamma ? to[first] : to.Constant("ones", Tensor.Ones(shape)),
        norm.HasBeta ? to[step.Inputs[^1]] : to.Constant("zeros", Tensor.Zeros(shape)));
}
