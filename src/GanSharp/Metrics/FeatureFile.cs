using GanSharp.IO;
using GanSharp.Metrics.Features;

namespace GanSharp.Metrics;

/// <summary>
/// Writes the features that an evaluation compared, so that its figures can be computed again elsewhere.
/// </summary>
public static class FeatureFile
{
    /// <summary>
    /// Writes an NPZ file with the arrays <c>real</c> (M, D) and <c>samples</c> (N, D), float32 as the network made
    /// them, and where known <c>real_labels</c> (M) and <c>sample_labels</c> (N), int64. The means and covariances of
    /// the Fréchet distance are those of these vectors in double precision, covariances with N - 1.
    /// </summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, FeatureSet real, FeatureSet samples)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(samples);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new NpzWriter(stream);
            archive.Add("real", real.Vectors);
            archive.Add("samples", samples.Vectors);
            foreach (var (name, labels) in new[] { ("real_labels", real.Labels), ("sample_labels", samples.Labels) })
            {
                if (labels is not null)
                    archive.Add(name, Array.ConvertAll(labels, label => (long)label));
            }
        });
    }
}
