using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>A layer of a network in a listing.</summary>
/// <param name="Kind">Its word in a recipe.</param>
/// <param name="Output">The shape of one of its output samples.</param>
/// <param name="Parameters">Its trainable numbers.</param>
public sealed record LayerSummary(string Kind, Shape Output, long Parameters)
{
    /// <summary>The layers of a network, first to last.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one input sample.</param>
    public static IReadOnlyList<LayerSummary> Of(Sequential network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        var summaries = new List<LayerSummary>();
        foreach (var (kind, layer) in network.Kinds.Zip(network.Layers))
        {
            input = layer.OutputShape(input);
            summaries.Add(new(kind, input, layer.ParameterCount));
        }
        return summaries;
    }
}
