using GanSharp.Tensors;

namespace GanSharp.Optim;

/// <summary>Stochastic gradient descent with momentum; see <see cref="InPlace.Sgd"/>.</summary>
public sealed class Sgd : Optimizer
{
    private readonly SgdOptions _options;
    private readonly Tensor[] _velocity;

    /// <summary>Creates an optimiser of those parameters.</summary>
    public Sgd(IReadOnlyList<Tensor> parameters, SgdOptions options) : base(parameters, options.LearningRate) =>
        (_options, _velocity) = (options, Slot("velocity"));

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient, int index) =>
        InPlace.Sgd(parameter, gradient, _velocity[index], new(LearningRate, _options.Momentum, _options.WeightDecay));
}
