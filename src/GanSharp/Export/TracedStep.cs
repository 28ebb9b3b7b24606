using GanSharp.Tensors;

namespace GanSharp.Export;

/// <summary>An operation of a network, as two traces recorded it.</summary>
/// <param name="Name">The name of the operation.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Output">Its result.</param>
/// <param name="Attributes">Its attributes in the first trace and in the second.</param>
internal sealed record TracedStep(
    string Name, IReadOnlyList<TracedValue> Inputs, TracedValue Output, (object? First, object? Second) Attributes)
{
    /// <summary>Returns the attributes if they have that type and are the same in both traces.</summary>
    public bool Has<T>(out T attributes) where T : notnull
    {
        attributes = default!;
        if (Attributes is not (T first, T second) || !Same(first, second))
            return false;
        attributes = first;
        return true;
    }

    /// <summary>
    /// The steps of two traces of a network that depend on an input or on the size of the batch, in order; null if the
    /// traces differ.
    /// </summary>
    public static TracedStep[]? All(IEnumerable<TracedValue> outputs)
    {
        var found = new Dictionary<Tensor, TracedStep>(ReferenceEqualityComparer.Instance);
        var open = new Stack<TracedValue>(outputs);
        while (open.TryPop(out var value))
        {
            if (!value.DependsOnInput || found.ContainsKey(value.First))
                continue;
            if (value.Operations is not (TracedOperation a, TracedOperation b)
                || a.Name != b.Name || a.Inputs.Count != b.Inputs.Count || a.DependsOnInput != b.DependsOnInput)
                return null;
            TracedValue[] inputs = [.. a.Inputs.Zip(b.Inputs, (x, y) => new TracedValue(x, y))];
            found.Add(value.First, new(a.Name, inputs, value, (a.Attributes, b.Attributes)));
            foreach (var input in inputs)
                open.Push(input);
        }
        return [.. found.Values.OrderBy(step => step.Output.Operations.First!.Order)];
    }

    private static bool Same(object first, object second) => (first, second) switch
    {
        (int[] a, int[] b) => a.AsSpan().SequenceEqual(b),
        (ReduceAttributes a, ReduceAttributes b) => a.KeepDims == b.KeepDims
            && (a.Axes is null ? b.Axes is null : b.Axes is not null && a.Axes.AsSpan().SequenceEqual(b.Axes)),
        _ => first.Equals(second),
    };
}
