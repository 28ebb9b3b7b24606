using GanSharp.Tensors;

namespace GanSharp.Optim;

/// <summary>Adam, or AdamW if its weight decay is decoupled; see <see cref="InPlace.Adam"/>.</summary>
public sealed class Adam : Optimizer
{
    private readonly AdamOptions _options;
    private readonly Tensor[] _mean, _square;

    /// <summary>Creates an optimiser of those parameters.</summary>
    public Adam(IReadOnlyList<Tensor> parameters, AdamOptions options) : base(parameters, options.LearningRate) =>
        (_options, _mean, _square) = (options, Slot("mean"), Slot("square"));

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient, int index)
    {
        var step = new AdamStep(
            Number: Steps, Rate: LearningRate, Beta1: _options.Beta1, Beta2: _options.Beta2,
            Epsilon: _options.Epsilon, WeightDecay: _options.WeightDecay, Decoupled: _options.Decoupled);
        InPlace.Adam(parameter, gradient, _mean[index], _square[index], step);
    }
}
