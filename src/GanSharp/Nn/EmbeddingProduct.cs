using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer that multiplies every sample, element by element, by the learned vector of its class.</summary>
/// <remarks>
/// Odena et al. 2017, "Conditional image synthesis with auxiliary classifier GANs", https://arxiv.org/abs/1610.09585.
/// </remarks>
/// <param name="classes">Number of classes, at least 1.</param>
/// <param name="size">Elements of a sample, at least 1.</param>
/// <param name="dtype">Element type; F32 by default.</param>
public sealed class EmbeddingProduct(int classes, int size, DType dtype = DType.F32)
    : LabelTable("embedding-product", classes, size, spectral: false, dtype)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x * Rows(x, pass);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input == [Size] ? input
        : throw new TensorException("embedding-product", $"takes samples of ({Size}), not {input}");
}
