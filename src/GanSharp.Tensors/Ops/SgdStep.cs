namespace GanSharp.Tensors.Ops;

/// <summary>The numbers of one step of stochastic gradient descent.</summary>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Momentum">Share of the last step's velocity that is kept, 0 to below 1.</param>
/// <param name="WeightDecay">Pull towards zero, added to the gradient; at least 0.</param>
public readonly record struct SgdStep(double Rate, double Momentum = 0, double WeightDecay = 0);
