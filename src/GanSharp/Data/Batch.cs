using GanSharp.Tensors;

namespace GanSharp.Data;

/// <summary>
/// A batch of images, ready for a network. It is valid until the next call of <see cref="DataLoader.Next"/>, which
/// reuses it.
/// </summary>
public sealed class Batch
{
    internal Batch(int size, ImageShape image, bool labelled)
    {
        Shape = [size, image.Channels, image.Height, image.Width];
        Pixels = new float[Shape.Size];
        Labels = labelled ? new int[size] : [];
    }

    /// <summary>The shape of the batch, (N, C, H, W).</summary>
    public Shape Shape { get; }

    /// <summary>The pixels in the loader's range, NCHW.</summary>
    public float[] Pixels { get; }

    /// <summary>The class of every image; empty when the data set has no labels.</summary>
    public int[] Labels { get; }

    /// <summary>The number of the epoch, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The number of the batch within its epoch, from 0.</summary>
    public int Index { get; internal set; }

    /// <summary>Copies the pixels to a new tensor, which outlives the batch.</summary>
    public Tensor ToTensor(DType dtype = DType.F32) => Tensor.From(Pixels, Shape, dtype);
}
