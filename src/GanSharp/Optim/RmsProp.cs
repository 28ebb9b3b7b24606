using GanSharp.Tensors;

namespace GanSharp.Optim;

/// <summary>
/// RMSprop: steps divided by the root of a running mean of squared gradients; see <see cref="InPlace.RmsProp"/>.
/// </summary>
/// <remarks>Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning".</remarks>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropOptions _options;
    private readonly Tensor[] _square;

    /// <summary>Creates an optimiser of those parameters.</summary>
    public RmsProp(IReadOnlyList<Tensor> parameters, RmsPropOptions options) : base(parameters, options.LearningRate) =>
        (_options, _square) = (options, Slot("square"));

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient, int index) =>
        InPlace.RmsProp(
            parameter, gradient, _square[index],
            new(LearningRate, _options.Alpha, _options.Epsilon, _options.WeightDecay));
}
