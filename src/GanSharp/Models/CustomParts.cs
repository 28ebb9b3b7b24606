using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Terms;

namespace GanSharp.Models;

/// <summary>
/// Parts of a GAN that are written in C#: networks that replace those of a recipe, and terms in addition to the
/// recipe's. A network that is null is built from the recipe.
/// </summary>
public sealed record CustomParts
{
    /// <summary>
    /// Makes a generator from noise (N, latent) to images (N, C, H, W); called once more for a moving average.
    /// </summary>
    public Func<NetworkContext, Module>? Generator { get; init; }

    /// <summary>The range of that generator's pixels; [-1, 1] by default.</summary>
    public PixelRange Pixels { get; init; } = PixelRange.SignedUnit;

    /// <summary>Makes a discriminator of images (N, C, H, W).</summary>
    public Func<NetworkContext, Discriminator>? Discriminator { get; init; }

    /// <summary>Losses and penalties in addition to those that the recipe names; none by default.</summary>
    public IReadOnlyList<GanTerm> Terms { get; init; } = [];
}
