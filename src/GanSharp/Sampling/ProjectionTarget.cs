using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Sampling;

/// <summary>Pictures of any size and format as images of a generator's size.</summary>
public static class ProjectionTarget
{
    /// <summary>
    /// Reads a picture, scales its central square as a data set does, and turns it grey or coloured as needed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="image">The size of the result.</param>
    /// <returns>The image, CHW.</returns>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged or not a picture, or the generator's images are not square and the picture has
    /// another size.
    /// </exception>
    public static byte[] Read(string path, ImageShape image) => Decode(InputFile.ReadBytes(path), path, image);

    /// <summary>Decodes the bytes of a file, which errors call <paramref name="name"/>.</summary>
    /// <inheritdoc cref="Read"/>
    internal static byte[] Decode(byte[] file, string name, ImageShape image)
    {
        var picture = PictureFormats.Decode(
            file, name, new() { SmallestSide = Math.Min(image.Height, image.Width) });
        var data = ImageDataset.Of(name, picture);
        if ((picture.Height, picture.Width) != (image.Height, image.Width))
            data = image.Height == image.Width
                ? data.Resized(image.Height)
                : throw new GanSharpException(
                    $"{name}: has {picture.Height}×{picture.Width} pixels, but the generator draws {image.Height}×"
                    + $"{image.Width}; scale the picture to that size");
        return WithChannels(data.Images, image.Height * image.Width, image.Channels);
    }

    /// <summary>Returns the planes as grey (the luma of Rec. 601) or as red, green and blue.</summary>
    private static byte[] WithChannels(byte[] planes, int size, int channels) => (planes.Length / size, channels) switch
    {
        (3, 1) =>
        [
            .. Enumerable.Range(0, size).Select(i =>
                (byte)((299 * planes[i] + 587 * planes[size + i] + 114 * planes[2 * size + i] + 500) / 1000)),
        ],
        (1, 3) => [.. planes, .. planes, .. planes],
        _ => planes,
    };
}
