using GanSharp.IO;

namespace GanSharp.Sampling;

/// <summary>
/// Writes samples as arrays of NumPy: the images as bytes, shape (N, H, W, C), and the labels as <c>int64</c>, shape
/// (N). Samples are written part by part, so memory does not grow with their number.
/// </summary>
public static class SampleArrays
{
    /// <summary>Writes the images as an NPY file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="image">The size of one image.</param>
    /// <param name="parts">The images, such as <see cref="SamplePlan.DrawParts"/>.</param>
    public static void WriteNpy(Stream stream, int count, ImageShape image, IEnumerable<SampleSet> parts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parts);
        stream.Write(Npy.Header<byte>(count, image.Height, image.Width, image.Channels));
        foreach (var part in parts)
            stream.Write(ChannelsLast(part));
    }

    /// <summary>
    /// Writes an NPZ file with the array <c>images</c> and, if the samples have classes, the array <c>labels</c>.
    /// </summary>
    /// <inheritdoc cref="WriteNpy"/>
    public static void WriteNpz(Stream stream, int count, ImageShape image, IEnumerable<SampleSet> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var archive = new NpzWriter(stream);
        var labels = new List<long>();
        archive.Add<byte>("images", [count, image.Height, image.Width, image.Channels], images =>
        {
            foreach (var part in parts)
            {
                images.Write(ChannelsLast(part));
                labels.AddRange((part.Labels ?? []).Select(label => (long)label));
            }
        });
        if (labels.Count > 0)
            archive.Add("labels", labels.ToArray());
    }

    /// <summary>Returns the pixels with the channels of a pixel side by side.</summary>
    private static byte[] ChannelsLast(SampleSet samples)
    {
        var (channels, plane) = (samples.Image.Channels, samples.Image.Height * samples.Image.Width);
        if (channels == 1)
            return samples.Pixels;
        var pixels = new byte[samples.Pixels.Length];
        for (var at = 0; at < pixels.Length; at += channels * plane)
        {
            for (var i = 0; i < channels * plane; i++)
                pixels[at + i] = samples.Pixels[at + i % channels * plane + i / channels];
        }
        return pixels;
    }
}
