using GanSharp.Models;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace ReferenceFlaws;

/// <summary>The flaws of widely copied code for EBGAN; each can be switched off.</summary>
internal sealed record Flaws
{
    /// <summary>
    /// The margin m. A mean squared error of 1 for pixels in [-1, 1] means that nothing is left of an image.
    /// </summary>
    public double Margin { get; init; } = 1;

    /// <summary>Whether the reconstruction is compared with a detached copy of the image.</summary>
    public bool DetachesImage { get; init; } = true;

    /// <summary>Whether the hinge is taken of the batch's mean energy instead of each image's.</summary>
    public bool HingesMean { get; init; } = true;

    /// <summary>Whether all codes are divided by one norm of the whole batch instead of each by its own.</summary>
    public bool NormalizesBatch { get; init; } = true;
}

/// <summary>
/// The losses of <see cref="GanSharp.Terms.EnergyMargin"/> and <see cref="GanSharp.Terms.PullAway"/>, with flaws.
/// </summary>
internal sealed class FlawedEnergy(Flaws flaws) : GanTerm
{
    private const double PullAwayWeight = 0.1;

    public override DiscriminatorHeads Needs => DiscriminatorHeads.Reconstruction;

    public override Tensor ForDiscriminator(StepContext step)
    {
        var fake = Energy(step.Fake, step.FakeOutput);
        var hinge = flaws.HingesMean ? (flaws.Margin - fake.Mean()).Relu() : (flaws.Margin - fake).Relu().Mean();
        return Energy(step.Real, step.RealOutput).Mean() + hinge;
    }

    public override Tensor ForGenerator(StepContext step) =>
        Energy(step.Fake, step.FakeOutput).Mean() + PullAwayWeight * PullAway(step.FakeOutput.Features.Flatten());

    private Tensor Energy(Tensor images, DiscriminatorOutput output) =>
        (output.Reconstruction - (flaws.DetachesImage ? images.Detach() : images)).Flatten().Square().Mean([1]);

    private Tensor PullAway(Tensor codes)
    {
        var count = codes.Shape[0];
        var squares = codes.Square();
        var norm = flaws.NormalizesBatch ? squares.Sum().Sqrt() : (squares.Sum([1], keepDims: true) + 1e-16).Sqrt();
        var directions = codes / norm;
        var cosines = directions.MatMul(directions, transposeB: true).Square();
        return 1d / ((double)count * (count - 1)) * (cosines.Sum() - directions.Square().Sum([1]).Square().Sum());
    }
}
