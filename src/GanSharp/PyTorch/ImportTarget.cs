using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>The tensors of one module of a network, by their roles.</summary>
/// <param name="Path">The path of the module.</param>
/// <param name="Tensors">Its tensors: <c>weight</c>, <c>gamma</c>, <c>spectral.u</c>, ...</param>
internal sealed record ImportTarget(string Path, IReadOnlyDictionary<string, (string Name, Tensor Tensor)> Tensors)
{
    private const string Spectral = ".spectral";

    /// <summary>Returns the modules that have tensors, in the order of the layers.</summary>
    public static IReadOnlyList<ImportTarget> Of(Module network) =>
    [
        .. network.State.GroupBy(entry => ModuleOf(entry.Name))
            .Select(group => new ImportTarget(
                group.Key,
                group.ToDictionary(
                    entry => entry.Name[(group.Key.Length is > 0 and var n ? n + 1 : 0)..],
                    entry => (entry.Name, entry.Tensor)))),
    ];

    /// <summary>Describes it for messages: <c>3.deconv with weight (8, 4, 4, 4)</c>.</summary>
    public override string ToString() =>
        $"{Path} with " + string.Join(", ", Tensors.Select(pair => $"{pair.Key} {pair.Value.Tensor.Shape}"));

    /// <summary>
    /// Finds a value for each tensor in a module of PyTorch; null if the module is of another kind or size.
    /// </summary>
    public IReadOnlyList<(ImportedTensor Row, Tensor Target, Tensor Values)>? Take(TorchModule module)
    {
        var left = module.Tensors.Keys.ToHashSet(StringComparer.Ordinal);
        left.Remove("weight_v");
        var isNorm = Tensors.ContainsKey("running-mean");
        var rows = new List<(ImportedTensor, Tensor, Tensor)>();
        foreach (var (role, (name, tensor)) in Tensors)
        {
            if (TorchNames(role) is not { } key)
                return null;
            if (!module.Tensors.TryGetValue(key, out var source))
            {
                if (Default(role, isNorm) is not { } number)
                    return null;
                rows.Add((new(null, null, name, tensor.Shape, $"set to {number}"), tensor,
                    Tensor.Full(tensor.Shape, number)));
                continue;
            }
            if (Fit(role, source, tensor.Shape) is not var (values, change))
                return null;
            left.Remove(key);
            rows.Add((new(module.NameOf(key), source.Shape, name, tensor.Shape, change), tensor, values));
        }
        return left.Count == 0 ? rows : null;
    }

    /// <summary>The name that PyTorch gives a tensor of that role; null if it has no such tensor.</summary>
    private string? TorchNames(string role) => role switch
    {
        "weight" => Tensors.ContainsKey("spectral.u") ? "weight_orig" : "weight",
        "bias" or "beta" => "bias",
        "gamma" => "weight",
        "running-mean" => "running_mean",
        "running-variance" => "running_var",
        "spectral.u" => "weight_u",
        _ => null,
    };

    /// <summary>
    /// The value of a tensor that PyTorch's module may lack: without a bias, or without scale and shift.
    /// </summary>
    private static double? Default(string role, bool isNorm) => role switch
    {
        "bias" => 0,
        "beta" when isNorm => 0,
        "gamma" when isNorm => 1,
        _ => null,
    };

    private static (Tensor Values, string Change)? Fit(string role, Tensor source, Shape target) => role switch
    {
        "weight" => WeightLayout.Weight(source, target),
        "bias" => WeightLayout.Bias(source, target),
        "spectral.u" when source.Count == target.Size => (source.Reshape(target), ""),
        _ => source.Shape == target ? (source, "") : null,
    };

    private static string ModuleOf(string name)
    {
        var path = TorchModule.Parent(name);
        return path.EndsWith(Spectral, StringComparison.Ordinal) ? path[..^Spectral.Length] : path;
    }
}
