using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Export;

/// <summary>The names of the layers that compute the tensors of a trace: the paths of their parameters.</summary>
internal sealed class LayerNames(Module network)
{
    private readonly Dictionary<Tensor, string> _state = Names(network);

    /// <summary>The path of a parameter or buffer; null for every other tensor.</summary>
    public string? StateOf(Tensor tensor) => _state.GetValueOrDefault(tensor);

    /// <summary>
    /// The path of the layer that an operation belongs to: that of the parameters which it reads, or else of the
    /// nearest ones before it. Empty if there are none.
    /// </summary>
    public string LayerOf(TracedStep step)
    {
        var path = Nearest([.. step.Inputs.Where(input => !input.DependsOnInput).Select(input => input.First)])
            ?? Nearest([.. step.Inputs.Select(input => input.First)]);
        return path is null ? "" : path[..Math.Max(0, path.LastIndexOf('.'))];
    }

    /// <summary>
    /// A name for a constant: that of the parameter that it is, perhaps in another shape, or is computed from.
    /// </summary>
    public string NameOf(Tensor tensor)
    {
        var same = tensor;
        while (StateOf(same) is null && Trace.OperationOf(same) is { Name: "reshape" or "detach" } operation)
            same = operation.Inputs[0];
        return StateOf(same) ?? (Nearest([tensor]) is { } origin ? $"{origin}.derived" : "constant");
    }

    /// <summary>Names a layer in a message.</summary>
    public string Place(TracedStep step) => LayerOf(step) is { Length: > 0 } layer ? $"in or after {layer}"
        : "before the first layer with parameters";

    private string? Nearest(Tensor[] tensors)
    {
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        while (tensors.Length > 0)
        {
            if (tensors.Select(StateOf).FirstOrDefault(name => name is not null) is { } name)
                return name;
            tensors =
            [
                .. tensors.SelectMany(tensor => Trace.OperationOf(tensor)?.Inputs ?? []).Where(seen.Add),
            ];
        }
        return null;
    }

    private static Dictionary<Tensor, string> Names(Module network)
    {
        var names = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (var (name, tensor) in network.State)
            names.TryAdd(tensor, name);
        return names;
    }
}
