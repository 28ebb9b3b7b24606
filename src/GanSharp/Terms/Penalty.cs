using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// A penalty P on the discriminator: D minimises factor · P. It may be computed in every n-th step only, where it
/// counts n times. The log shows the latest P.
/// </summary>
/// <param name="name">The name of P in the log.</param>
/// <param name="factor">The weight.</param>
/// <param name="every">n, a whole number from 1; 1 by default.</param>
public abstract class Penalty(string name, double factor, double every = 1) : GanTerm
{
    private const string Latest = "latest";

    private readonly Laziness _laziness = new(name, every);
    private Tensor? _latest;
    private double _earlier;

    /// <inheritdoc/>
    public sealed override IReadOnlyDictionary<string, double> State
    {
        get => IsInEveryStep ? _laziness.State
            : new Dictionary<string, double>(_laziness.State) { [Latest] = _earlier };
        set => (_laziness.State, _earlier) = (value, value.GetValueOrDefault(Latest));
    }

    /// <inheritdoc/>
    public sealed override Tensor? ForDiscriminator(StepContext step)
    {
        if (!_laziness.IsDue())
            return null;
        var penalty = Of(step);
        // The tensor is freed with its step, so a number is kept for the steps without one.
        if (IsInEveryStep)
            _latest = penalty.Detach();
        else
            _earlier = penalty.Item();
        return factor * _laziness.Factor * penalty;
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) =>
        [(name, _latest ?? Tensor.Scalar(_earlier, DType.F64))];

    /// <summary>Whether P is computed in every step.</summary>
    protected bool IsInEveryStep => _laziness.Factor == 1;

    /// <summary>Computes P, a scalar.</summary>
    protected abstract Tensor Of(StepContext step);
}
