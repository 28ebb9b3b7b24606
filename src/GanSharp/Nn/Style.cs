using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// The style of each image of a batch, which the style layers of a generator read. Mixing takes the styles of coarse
/// layers from one image and those of fine layers from another.
/// </summary>
/// <param name="Coarse">The style of layers on small images, shape (N, size).</param>
/// <param name="Fine">The style of layers on larger images; null, the default, for <paramref name="Coarse"/>.</param>
/// <param name="FineSide">The side of the smallest images that <paramref name="Fine"/> applies to.</param>
public sealed record Style(Tensor Coarse, Tensor? Fine = null, int FineSide = 0)
{
    /// <summary>Returns the style of a layer that works on images of that height.</summary>
    public Tensor At(int side) => Fine is not null && side >= FineSide ? Fine : Coarse;
}
