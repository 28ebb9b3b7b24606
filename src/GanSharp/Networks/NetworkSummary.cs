using GanSharp.Models;

namespace GanSharp.Networks;

/// <summary>A network in a listing.</summary>
/// <param name="Input">Its input, such as <c>noise 100 normal</c>.</param>
/// <param name="Layers">Its layers, first to last; those of a discriminator's heads after those of its trunk.</param>
public sealed record NetworkSummary(string Input, IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>The number of its trainable values.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Summarises the generator of a model.</summary>
    public static NetworkSummary OfGenerator(GanModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new($"noise {model.Latent}", LayerSummary.Of(model.Generator, [model.Latent.Size]));
    }

    /// <summary>Summarises the discriminator of a model.</summary>
    public static NetworkSummary OfDiscriminator(GanModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new($"image {model.Context.Image}", LayerSummary.Of(model.Discriminator, model.Context.Sample));
    }
}
