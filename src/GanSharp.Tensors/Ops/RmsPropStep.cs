namespace GanSharp.Tensors.Ops;

/// <summary>The settings of one step of RMSprop.</summary>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Alpha">Decay of the squared gradient's running mean, 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of that mean, above 0.</param>
/// <param name="WeightDecay">Weight decay, added to the gradient; at least 0.</param>
public readonly record struct RmsPropStep(double Rate, double Alpha, double Epsilon, double WeightDecay = 0);
