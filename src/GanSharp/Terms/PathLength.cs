using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Makes a step of the style w change every image by the same amount: G minimises λ · E(‖Jᵀy‖₂ - a)², where J is the
/// derivative of the image with respect to w, y a random image from N(0, 1/(H·W)), and a the running mean of ‖Jᵀy‖₂. It
/// is computed for half of a batch, and in every n-th step only, then times n. If the batch has shards, each moves a by
/// its own mean, and the next step begins with the mean of these.
/// </summary>
/// <remarks>
/// Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN", https://arxiv.org/abs/1912.04958.
/// </remarks>
/// <param name="weight">λ, above 0; 2 in the paper.</param>
/// <param name="every">n, a whole number from 1; 4 in the paper.</param>
public sealed class PathLength(double weight = 2, double every = 4) : GanTerm
{
    private const double MeanStep = 0.01;

    private readonly Laziness _laziness = new("path-length", every);
    private double _mean;

    /// <inheritdoc/>
    public override bool NeedsStyle => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> State
    {
        get => new Dictionary<string, double>(_laziness.State) { ["mean"] = _mean };
        set => (_mean, _laziness.State) = (value["mean"], value);
    }

    /// <inheritdoc/>
    public override Tensor? ForGenerator(StepContext step)
    {
        if (!_laziness.IsDue())
            return null;
        var lengths = Lengths(step);
        var mean = lengths.Mean() * MeanStep + _mean * (1 - MeanStep);
        _mean = mean.Item();
        var penalty = (lengths - mean).Square().Mean();
        return weight * _laziness.Factor * penalty;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Status => [("path-length", _mean)];

    /// <summary>‖Jᵀy‖₂ of every image, shape (N/2).</summary>
    private static Tensor Lengths(StepContext step)
    {
        var count = Math.Max(1, step.Noise.Shape[0] / 2);
        Tensor? style = null;
        var pass = new Pass(Mode.Probe, step.Model.IsConditional ? step.FakeLabels?[..count] : null, step.Dropout)
        {
            Normal = step.Normal,
            Restyle = w => new(style = w),
        };
        var images = step.Model.Generator.Forward(step.Noise.Slice(0, 0, count), pass);
        var y = step.Normal(images.Shape) / Math.Sqrt(images.Shape[2] * images.Shape[3]);
        var slope = Grad.Of((images * y).Sum(), [style!], createGraph: true)[0];
        return slope.Square().Sum([1]).Sqrt();
    }
}
