using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A layer that scores how well a sample fits its class: the inner product of its features and the learned vector of
/// the class, shape (N, 1).
/// </summary>
/// <remarks>Miyato and Koyama 2018, "cGANs with projection discriminator", https://arxiv.org/abs/1802.05637.</remarks>
/// <param name="classes">Number of classes, at least 1.</param>
/// <param name="size">Features of a sample, at least 1.</param>
/// <param name="spectral">
/// Whether the vectors are divided by the largest singular value of their matrix; see <see cref="SpectralNorm"/>.
/// </param>
/// <param name="dtype">Element type; F32 by default.</param>
public sealed class LabelProjection(int classes, int size, bool spectral = false, DType dtype = DType.F32)
    : LabelTable("label-projection", classes, size, spectral, dtype)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => (x.Flatten() * Rows(x, pass)).Sum([1], keepDims: true);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Size == Size ? [1]
        : throw new TensorException("label-projection", $"takes samples of {Size} numbers, not {input}");
}
