using GanSharp.Tensors;

namespace GanSharp.Augmentation;

/// <summary>
/// The augmentation of a training: the discriminator sees real and generated images only after random transforms, which
/// gradients flow through. So it cannot learn a small data set by heart, and the generator does not learn the
/// transforms. Every transform applies to each image with the same probability: 1, or that of an adaptive controller.
/// </summary>
internal sealed class Augmenter
{
    private readonly ImageTransform[] _transforms;
    private readonly PixelRange _range;

    /// <summary>Creates the augmentation of those entries; see <see cref="AugmentationCatalogue"/>.</summary>
    /// <exception cref="GanSharpException">An entry is unknown, or there is no transform.</exception>
    public Augmenter(IReadOnlyList<string> entries, PixelRange range)
    {
        _range = range;
        var parsed = entries.Select(AugmentationCatalogue.Parse).ToArray();
        _transforms = [.. parsed.Where(entry => entry.Info.Create is not null)
            .Select(entry => entry.Info.Create!(entry.Numbers))];
        if (parsed.FirstOrDefault(entry => entry.Info.Create is null) is { Info: not null } adaptive)
            Controller = new(adaptive.Numbers[0], adaptive.Numbers[1]);
        if (_transforms.Length == 0 && parsed.Length > 0)
            throw new GanSharpException("there is no transform to apply; add some, such as flip and translation");
    }

    /// <summary>The controller of the probability; null if every image is transformed.</summary>
    public AdaptiveProbability? Controller { get; }

    /// <summary>Transforms a batch, shape (N, C, H, W).</summary>
    /// <param name="images">The images, in the range of the generator's output.</param>
    /// <param name="uniform">Draws numbers from U(0, 1) in a shape.</param>
    public Tensor Apply(Tensor images, Func<Shape, Tensor> uniform)
    {
        var probability = Controller?.Probability ?? 1;
        var drawn = Draw(images.Shape[0], uniform, probability);
        if (probability == 0)
            return images;
        var image = new ImageShape(images.Shape[1], images.Shape[2], images.Shape[3]);
        var maps = Maps(images.Shape[0]);
        var x = _range == PixelRange.Unit ? 2 * images - 1 : images;
        foreach (var (index, transform) in _transforms.Index())
        {
            if (transform is GeometricTransform geometric)
            {
                foreach (var (n, numbers) in drawn[index].Index())
                    maps[n] = numbers is null ? maps[n] : maps[n].Then(geometric.MapOf(numbers, image));
            }
            else if (transform is ValueTransform value)
            {
                x = value.Apply(Warp.Apply(x, maps), drawn[index]);
                maps = Maps(images.Shape[0]);
            }
        }
        x = Warp.Apply(x, maps);
        return _range == PixelRange.Unit ? (x + 1) * 0.5 : x;
    }

    /// <summary>
    /// The numbers of every transform and image; null where the transform does not apply. As many are drawn for any
    /// probability.
    /// </summary>
    private double[]?[][] Draw(int count, Func<Shape, Tensor> uniform, double probability)
    {
        var perImage = _transforms.Sum(transform => 1 + transform.Numbers);
        var all = uniform([count, perImage]).ToArray<double>();
        var (result, start) = (new double[]?[_transforms.Length][], 0);
        foreach (var (index, transform) in _transforms.Index())
        {
            result[index] = [.. Enumerable.Range(0, count).Select(image =>
                all[image * perImage + start] < probability
                    ? all.AsSpan(image * perImage + start + 1, transform.Numbers).ToArray()
                    : null)];
            start += 1 + transform.Numbers;
        }
        return result;
    }

    private static Affine[] Maps(int count) => [.. Enumerable.Repeat(Affine.Identity, count)];
}
