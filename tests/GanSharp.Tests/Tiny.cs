using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Tests;

/// <summary>A recipe and images that train in milliseconds.</summary>
internal static class Tiny
{
    public static readonly ImageShape Image = new(1, 8, 8);

    /// <summary>
    /// A conditional recipe with every kind of state: batch norm, dropout, a moving average. 12 images make 3 batches.
    /// </summary>
    public static Recipe Recipe => RecipeYaml.Parse(
        """
        name: tiny
        latent: 3 normal
        conditioning: concat
        generator:
          - linear 4 x H/4 x W/4, batch-norm, relu
          - deconv 3 k4 s2 p1, batch-norm, prelu
          - deconv C k4 s2 p1, tanh
        discriminator:
          - conv 3 k4 s2 p1, leaky-relu 0.2, channel-dropout 0.2
          - linear 5, batch-norm, leaky-relu 0.2, dropout 0.3
          - linear 1
        optimizer: adam 1e-2 0.5 0.999
        ema: 0.9
        batch-size: 4
        epochs: 2
        """, "tiny.yaml");

    /// <summary>Returns the size of the smallest images that a recipe can train on.</summary>
    public static ImageShape ImageFor(Recipe recipe) =>
        recipe.Selection.ImageSize > 0 ? new(1, 16, 16) : Image;

    /// <summary>Creates images of noise with labels 0, 1, 2, 0, 1, 2, ...</summary>
    public static ImageDataset Images(int count = 12, ImageShape? shape = null)
    {
        var size = shape ?? Image;
        var bytes = new RandomStream("images", 1).Integers(count * size.Count, 256).Select(value => (byte)value);
        return new(
            "noise", [.. bytes], size,
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))],
            ["zero", "one", "two"]);
    }

    /// <summary>Returns the elements of a tensor as doubles.</summary>
    public static double[] Values(this Tensor tensor) => tensor.ToArray<double>();
}
