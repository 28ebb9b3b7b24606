using GanSharp.Tensors;
using static GanSharp.GanSharpException;

namespace GanSharp.Optim;

/// <summary>The kind and settings of an <see cref="Optimizer"/>.</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
public abstract record OptimizerOptions(double LearningRate)
{
    /// <summary>Checks every setting.</summary>
    /// <exception cref="GanSharpException">A setting is out of range.</exception>
    public virtual void Validate() =>
        Require(LearningRate > 0 && double.IsFinite(LearningRate), $"the learning rate {LearningRate} must be above 0");

    /// <summary>Creates an optimiser with these settings.</summary>
    public abstract Optimizer Create(IReadOnlyList<Tensor> parameters);

    private protected static void RequireShare(string name, double value) =>
        Require(value is >= 0 and < 1, $"{name} is {value}; it must be at least 0 and below 1");

    private protected static void RequireDecay(double value) =>
        Require(value >= 0 && double.IsFinite(value), $"the weight decay {value} must not be negative");
}

/// <summary>Settings of <see cref="Sgd"/>.</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Momentum">Share of the last step in the next, 0 to below 1; 0 by default.</param>
/// <param name="WeightDecay">Added to the gradient as a multiple of the weight, at least 0; 0 by default.</param>
public sealed record SgdOptions(double LearningRate, double Momentum = 0, double WeightDecay = 0)
    : OptimizerOptions(LearningRate)
{
    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequireShare("momentum", Momentum);
        RequireDecay(WeightDecay);
    }

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Tensor> parameters) => new Sgd(parameters, this);
}

/// <summary>Settings of <see cref="RmsProp"/>.</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Alpha">Decay of the running mean of squares, 0 to below 1; 0.99 by default.</param>
/// <param name="Epsilon">Added to the root of that mean, above 0; 1e-8 by default.</param>
/// <param name="WeightDecay">Added to the gradient as a multiple of the weight, at least 0; 0 by default.</param>
public sealed record RmsPropOptions(
    double LearningRate, double Alpha = 0.99, double Epsilon = 1e-8,
    double WeightDecay = 0) : OptimizerOptions(LearningRate)
{
    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequireShare("alpha", Alpha);
        Require(Epsilon > 0, $"epsilon is {Epsilon}; it must be above 0");
        RequireDecay(WeightDecay);
    }

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Tensor> parameters) => new RmsProp(parameters, this);
}

/// <summary>Settings of <see cref="Adam"/>.</summary>
/// <param name="LearningRate">Length of a step, above 0.</param>
/// <param name="Beta1">Decay of the gradient's running mean, 0 to below 1; 0.9 by default.</param>
/// <param name="Beta2">Decay of the squared gradient's running mean, 0 to below 1; 0.999 by default.</param>
/// <param name="Epsilon">Added to the root of the second moment, above 0; 1e-8 by default.</param>
/// <param name="WeightDecay">Pull towards zero, at least 0; 0 by default.</param>
/// <param name="Decoupled">
/// Whether the decay acts on the weight itself (AdamW) instead of the gradient; false by default.
/// </param>
public sealed record AdamOptions(
    double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0,
    bool Decoupled = false) : OptimizerOptions(LearningRate)
{
    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        RequireShare("beta1", Beta1);
        RequireShare("beta2", Beta2);
        Require(Epsilon > 0, $"epsilon is {Epsilon}; it must be above 0");
        RequireDecay(WeightDecay);
    }

    /// <inheritdoc/>
    public override Optimizer Create(IReadOnlyList<Tensor> parameters) => new Adam(parameters, this);
}
