using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>A layer of a network in a listing.</summary>
/// <param name="Kind">Its word in a recipe.</param>
/// <param name="Output">The shape of one of its output samples.</param>
/// <param name="Parameters">The number of its trainable values.</param>
public sealed record LayerSummary(string Kind, Shape Output, long Parameters)
{
    /// <summary>
    /// Returns the layers of a network, first to last, or the network itself if it is not a chain of layers.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one input sample.</param>
    public static IReadOnlyList<LayerSummary> Of(Module network, Shape input)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network switch
        {
            Sequential chain => OfChain(chain, input),
            Discriminator discriminator => OfParts(discriminator, input),
            _ => [new(network.GetType().Name, network.OutputShape(input), network.ParameterCount)],
        };
    }

    private static List<LayerSummary> OfChain(Sequential chain, Shape input)
    {
        var summaries = new List<LayerSummary>();
        foreach (var (kind, layer) in chain.Kinds.Zip(chain.Layers))
        {
            input = layer.OutputShape(input);
            summaries.Add(new(kind, input, layer.ParameterCount));
        }
        return summaries;
    }

    /// <summary>Returns the layers of the trunk, then those of each head with its name.</summary>
    private static LayerSummary[] OfParts(Discriminator discriminator, Shape image) =>
    [
        .. discriminator.Trunk is { } trunk ? Of(trunk, image) : [],
        .. discriminator.Heads.SelectMany(head => Of(head.Module, discriminator.FeatureShape(image))
            .Select(layer => layer with { Kind = $"{head.Name}: {layer.Kind}" })),
    ];
}
