using GanSharp.IO.Onnx;

namespace GanSharp.Export.Operators;

/// <summary>Operations that move elements or choose among them, and sums.</summary>
internal static class ShapeOperators
{
    public static IEnumerable<(string Name, OnnxOperator Operator)> All =>
    [
        ("reshape", new(Precision.OfInputs, (to, step) => Reshape(to, to[0], step))),
        ("transpose", new(Precision.OfInputs, (to, step) => step.Has(out int[] order)
            ? to.Add("Transpose", [to[0]], OnnxAttribute.Of("perm", Array.ConvertAll(order, axis => (long)axis)))
            : null)),
        ("broadcast-to", new(Precision.OfInputs, BroadcastTo)),
        ("concat", new(Precision.OfInputs, (to, step) => step.Has(out int axis)
            ? to.Add("Concat", [.. step.Inputs.Select(input => to[input])], OnnxAttribute.Of("axis", (long)axis))
            : null)),
        ("slice", new(Precision.OfInputs, Slice)),
        ("pad", new(Precision.OfInputs, Pad)),
        ("embedding", new(Precision.OfInputs, (to, step) => step is { Inputs.Count: 2 }
            ? to.Add("Gather", [to[0], to[1]], OnnxAttribute.Of("axis", 0L))
            : null)),
        ("one-hot", new(Precision.Half, (to, step) => to.Add(
            "Cast",
            [
                to.Add(
                    "Equal",
                    [
                        to.Add("Unsqueeze", [to[0], to.Integers(1)]),
                        to.Integers([.. Enumerable.Range(0, step.Output.First.Shape[1]).Select(i => (long)i)]),
                    ]),
            ],
            OnnxAttribute.Of("to", (long)to.Type)))),
        ("sum", new(Precision.Full, Sum)),
        ("mean", new(Precision.Full, (to, step) => step.Has(out ReduceAttributes over)
            ? to.Add("ReduceMean", [to[0]], Axes(over.Axes, step), OnnxAttribute.Of("keepdims", over.KeepDims ? 1L : 0))
            : null)),
        ("max", new(Precision.OfInputs, (to, step) => Reduce(to, step, "ReduceMax", axes => to.Add(
            "ReduceMax", [to[0]], OnnxAttribute.Of("axes", axes), OnnxAttribute.Of("keepdims", 1L))))),
    ];

    private static string Reshape(OnnxEmitter to, string value, TracedStep step) =>
        to.Add("Reshape", [value, to.ShapeOf(to.Extents(step.Output))]);

    /// <summary>An extent that is 1 in ONNX's shape keeps that of the input.</summary>
    private static string BroadcastTo(OnnxEmitter to, TracedStep step)
    {
        var (from, target) = (to.Extents(step.Inputs[0]), to.Extents(step.Output));
        for (var i = 1; i <= from.Length; i++)
        {
            if (from[^i] == target[^i])
                target[^i] = Extent.One;
        }
        return to.Add("Expand", [to[0], to.ShapeOf(target, isExact: true)]);
    }

    private static string? Slice(OnnxEmitter to, TracedStep step)
    {
        if (step.Attributes is not (RangeAttributes first, RangeAttributes second) || first.First != second.First)
            return null;
        var input = step.Inputs[0];
        var reachesEnd = first.First + first.Second == input.First.Shape[first.Axis]
            && second.First + second.Second == input.Second.Shape[first.Axis];
        if (!reachesEnd && first.Second != second.Second)
            return null;
        return to.Add(
            "Slice",
            [
                to[0], to.Integers(first.First),
                to.Integers(reachesEnd ? int.MaxValue : (long)first.First + first.Second), to.Integers(first.Axis),
            ]);
    }

    private static string? Pad(OnnxEmitter to, TracedStep step)
    {
        if (!step.Has(out RangeAttributes zeros))
            return null;
        var pads = new long[2 * step.Inputs[0].Rank];
        pads[zeros.Axis] = zeros.First;
        pads[step.Inputs[0].Rank + zeros.Axis] = zeros.Second;
        return to.Add("Pad", [to[0], to.Integers(pads)], OnnxAttribute.Of("mode", "constant"));
    }

    private static string Sum(OnnxEmitter to, TracedStep step) => Reduce(to, step, "ReduceSum", axes => to.Add(
        "ReduceSum", [to[0], to.Integers(axes)], OnnxAttribute.Of("keepdims", 1L)));

    /// <summary>
    /// Reduces the axes that have extent 1 in the result, or are missing at its start, and removes the latter.
    /// </summary>
    private static string Reduce(OnnxEmitter to, TracedStep step, string op, Func<long[], string> reduce)
    {
        var (from, target) = (to.Extents(step.Inputs[0]), to.Extents(step.Output));
        var missing = from.Length - target.Length;
        long[] axes =
        [
            .. Enumerable.Range(0, from.Length)
                .Where(axis => from[axis] != Extent.One && (axis < missing || target[axis - missing] == Extent.One))
                .Select(axis => (long)axis),
        ];
        var reduced = axes.Length == 0 ? to[0] : reduce(axes);
        return missing > 0 ? Reshape(to, reduced, step)
            : axes.Length == 0 ? to.Add("Identity", [reduced])
            : reduced;
    }

    private static AttributeProto Axes(int[]? axes, TracedStep step)
    {
        var rank = step.Inputs[0].Rank;
        return OnnxAttribute.Of(
            "axes",
            [.. (axes ?? Enumerable.Range(0, rank)).Select(axis => (long)(axis < 0 ? axis + rank : axis)).Order()]);
    }
}
