using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>The names that tensors of our modules have in the class of <see cref="PyTorchModel"/>.</summary>
internal static class PyTorchLayers
{
    /// <summary>
    /// Returns the tensors of a module with their names in PyTorch, as an evaluation uses them: a weight divided by its
    /// largest singular value is stored divided.
    /// </summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Tensors(Module module) => module switch
    {
        Sequential chain => chain.Layers.Index().SelectMany(layer => Within($"{layer.Index}", layer.Item)),
        Residual block => Within("body", block.Body).Concat(
            block.ShortcutLayers.Index().SelectMany(layer => Within($"shortcut.{layer.Index}", layer.Item))),
        ConcatLabels { Branch: { } branch } => Within("labels", branch),
        WeightedLayer { IsSpectral: false, Equalized: null } layer => layer.State,
        WeightedLayer layer => Evaluated(layer),
        _ => Renamed(module),
    };

    /// <summary>
    /// Returns the names of all tensors in PyTorch and here; null if the two do not have the same tensors.
    /// </summary>
    public static IReadOnlyList<(string Source, string Target, Tensor Tensor)>? NamesOf(Module network)
    {
        var own = network.State.ToDictionary(entry => entry.Tensor, entry => entry.Name);
        var named = Tensors(network).ToArray();
        return named.Length == own.Count && named.All(entry => own.ContainsKey(entry.Tensor))
            ? [.. named.Select(entry => (entry.Name, own[entry.Tensor], entry.Tensor))]
            : null;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Within(string path, Module module) =>
        Tensors(module).Select(entry => ($"{path}.{entry.Name}", entry.Tensor));

    private static IEnumerable<(string Name, Tensor Tensor)> Evaluated(WeightedLayer layer)
    {
        yield return ("weight", layer.EvaluatedWeight().Detach());
        if (layer.EvaluatedBias() is { } bias)
            yield return ("bias", bias.Detach());
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Renamed(Module module)
    {
        var byClass = module is BatchNorm && module.Parameters[0].Shape.Rank == 2;
        return module.State.Select(entry => (entry.Name switch
        {
            "gamma" => byClass ? "scale.weight" : "weight",
            "beta" => byClass ? "shift.weight" : "bias",
            "running-mean" => byClass ? "norm.running_mean" : "running_mean",
            "running-variance" => byClass ? "norm.running_var" : "running_var",
            var name => name,
        }, entry.Tensor));
    }
}
