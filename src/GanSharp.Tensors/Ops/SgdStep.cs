namespace GanSharp.Tensors.Ops;

/// <summary>The settings of one step of stochastic gradient descent.</summary>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Momentum">Fraction of the velocity that each step keeps, 0 to below 1.</param>
/// <param name="WeightDecay">Weight decay, added to the gradient; at least 0.</param>
public readonly record struct SgdStep(double Rate, double Momentum = 0, double WeightDecay = 0);
