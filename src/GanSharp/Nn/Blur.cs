using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Filters images by (1, 2, 1)/4 along both axes; at the borders the weights inside are divided by their sum. After
/// upsampling or before pooling by 2, the whole filter is (1, 3, 3, 1)/8, which keeps frequencies from aliasing.
/// </summary>
/// <remarks>
/// Zhang 2019, "Making convolutional networks shift-invariant again", https://arxiv.org/abs/1904.11486.
/// </remarks>
public sealed class Blur : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Blur2d();

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 ? input
        : throw new TensorException("blur", $"takes images, not samples of {input}");
}
