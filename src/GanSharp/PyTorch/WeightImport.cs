using GanSharp.IO.PyTorch;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.PyTorch;

/// <summary>
/// Copies weights of PyTorch into a network of the same layers: by name if the names are those of
/// <see cref="PyTorchModel"/> or our own, otherwise module by module in the order of the file, otherwise by shape. A
/// transposed convolution of images of one pixel fits a linear layer, and a bias or a batch norm without scale and
/// shift may be missing.
/// </summary>
/// <example><code>
/// var generator = model.BuildGenerator();
/// WeightImport.Into(generator, StateDict.Load("netG.pth"), "netG.pth");
/// </code></example>
public static class WeightImport
{
    /// <summary>Copies the weights.</summary>
    /// <param name="network">The network; it is unchanged if the weights do not fit.</param>
    /// <param name="file">The weights.</param>
    /// <param name="path">The name of the file in errors.</param>
    /// <exception cref="GanSharpException">
    /// The modules of the file and of the network differ; the message names the first difference.
    /// </exception>
    public static ImportReport Into(Module network, StateDict file, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        if (network.All.OfType<WeightedLayer>().Any(layer => layer.Equalized is not null))
            throw new GanSharpException(
                $"{path}: the recipe has init equalized, which scales weights in every pass; "
                + "choose a recipe with another init");
        using var untracked = Tape.Pause();
        using var scope = new TensorScope();
        var (targets, sources) = (ImportTarget.Of(network), TorchModule.Of(file));
        var natural = sources.OrderBy(source => source.Path, NameOrder.Instance).ToArray();
        return Copy(ImportMatch.Names, ByName(network, file))
            ?? (file.IsOrdered ? Copy(ImportMatch.Order, InOrder(targets, sources)) : null)
            ?? Copy(ImportMatch.Order, InOrder(targets, natural))
            ?? Copy(ImportMatch.Shapes, ByShape(targets, natural))
            ?? throw Difference(targets, file.IsOrdered ? sources : natural, path);
    }

    private static ImportReport? Copy(
        ImportMatch match, IReadOnlyList<(ImportedTensor Row, Tensor Target, Tensor Values)>? found)
    {
        if (found is null)
            return null;
        foreach (var (_, target, values) in found)
            InPlace.Copy(target, values.To(target.DType).To(target.Device));
        return new(match, [.. found.Select(entry => entry.Row)]);
    }

    private static List<(ImportedTensor, Tensor, Tensor)>? ByName(Module network, StateDict file)
    {
        var tensors = file.Tensors.ToDictionary();
        return With(network.State.Select(entry => (entry.Name, entry.Name, entry.Tensor)))
            ?? (PyTorchLayers.NamesOf(network) is { } names ? With(names) : null);

        List<(ImportedTensor, Tensor, Tensor)>? With(IEnumerable<(string Source, string Target, Tensor Tensor)> pairs)
        {
            var rows = new List<(ImportedTensor, Tensor, Tensor)>();
            foreach (var (source, target, tensor) in pairs)
            {
                if (!tensors.TryGetValue(source, out var values) || values.Shape != tensor.Shape)
                    return null;
                rows.Add((new(source, values.Shape, target, tensor.Shape, ""), tensor, values));
            }
            return rows.Count == tensors.Count ? rows : null;
        }
    }

    private static List<(ImportedTensor, Tensor, Tensor)>? InOrder(
        IReadOnlyList<ImportTarget> targets, IReadOnlyList<TorchModule> sources)
    {
        if (targets.Count != sources.Count)
            return null;
        var rows = new List<(ImportedTensor, Tensor, Tensor)>();
        foreach (var (target, source) in targets.Zip(sources))
        {
            if (target.Take(source) is not { } taken)
                return null;
            rows.AddRange(taken);
        }
        return rows;
    }

    private static List<(ImportedTensor, Tensor, Tensor)>? ByShape(
        IReadOnlyList<ImportTarget> targets, IReadOnlyList<TorchModule> sources)
    {
        var (left, rows) = (sources.ToList(), new List<(ImportedTensor, Tensor, Tensor)>());
        foreach (var target in targets)
        {
            var found = left.FindIndex(source => target.Take(source) is not null);
            if (found < 0)
                return null;
            rows.AddRange(target.Take(left[found])!);
            left.RemoveAt(found);
        }
        return left.Count == 0 ? rows : null;
    }

    private static GanSharpException Difference(
        IReadOnlyList<ImportTarget> targets, IReadOnlyList<TorchModule> sources, string path)
    {
        for (var i = 0; i < Math.Min(targets.Count, sources.Count); i++)
        {
            if (targets[i].Take(sources[i]) is null)
                return new(
                    $"{path}: does not fit the recipe: module {i + 1} with weights is {sources[i]} in the file, but "
                    + $"{targets[i]} in the network; change the recipe, the image size or the classes");
        }
        return new(
            $"{path}: does not fit the recipe: the file has {Plural.Of(sources.Count, "module")} with weights, the "
            + $"network {targets.Count}; "
            + (sources.Count > targets.Count
                ? $"{sources[targets.Count]} has no counterpart"
                : $"nothing in the file is for {targets[sources.Count]}")
            + "; change the recipe");
    }
}
