using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A gated linear unit: the first half of the channels times the sigmoid of the second half, so half as many channels;
/// see <see cref="TensorOps.Glu"/>.
/// </summary>
/// <remarks>Dauphin et al. 2017, "Language modeling with gated convolutional networks",
/// https://arxiv.org/abs/1612.08083.</remarks>
public sealed class Glu : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Glu();

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank > 0 && input[0] % 2 == 0 ? input.With(0, input[0] / 2)
        : throw new TensorException("glu", $"halves the channels, so samples of {input} need an even number of them");
}
