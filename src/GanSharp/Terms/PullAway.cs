using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Keeps generated images different from each other: G minimises w / (N(N - 1)) · Σᵢ Σⱼ≠ᵢ (sᵢᵀsⱼ / ‖sᵢ‖‖sⱼ‖)², the mean
/// squared cosine between the codes s that an auto-encoder gives to the N images of a batch, or of a shard of it.
/// </summary>
/// <remarks>
/// Zhao et al. 2017, "Energy-based generative adversarial networks", https://arxiv.org/abs/1609.03126.
/// </remarks>
/// <param name="weight">w, above 0; 0.1 in the paper.</param>
public sealed class PullAway(double weight = 0.1) : GanTerm
{
    /// <summary>Keeps the derivative of the norm finite where a code is zero; negligible elsewhere.</summary>
    private const double Epsilon = 1e-16;

    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.Reconstruction;

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step)
    {
        var codes = step.FakeOutput.Features.Flatten();
        var count = codes.Shape[0];
        if (count < 2)
            throw new GanSharpException(
                "pull-away compares the images of a batch, so it needs a batch size of at least 2");
        var directions = codes / (codes.Square().Sum([1], keepDims: true) + Epsilon).Sqrt();
        var squares = directions.MatMul(directions, transposeB: true).Square();
        return weight / ((double)count * (count - 1)) * (squares.Sum() - directions.Square().Sum([1]).Square().Sum());
    }
}
