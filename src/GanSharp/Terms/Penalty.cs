using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>A penalty P on the discriminator: D minimises factor · P. The log shows P.</summary>
/// <param name="name">The name of P in the log.</param>
/// <param name="factor">The weight.</param>
public abstract class Penalty(string name, double factor) : GanTerm
{
    private Tensor? _latest;

    /// <inheritdoc/>
    public sealed override Tensor ForDiscriminator(StepContext step)
    {
        var penalty = Of(step);
        _latest = penalty.Detach();
        return factor * penalty;
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) =>
        [(name, _latest ?? Tensor.Scalar(0))];

    /// <summary>Computes P, a scalar.</summary>
    protected abstract Tensor Of(StepContext step);
}
