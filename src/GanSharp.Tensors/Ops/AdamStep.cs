namespace GanSharp.Tensors.Ops;

/// <summary>The settings of one step of Adam or AdamW.</summary>
/// <param name="Number">Number of this step, from 1; corrects the bias of the averages, which start at zero.</param>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Beta1">Decay of the gradient's running mean, 0 to below 1.</param>
/// <param name="Beta2">Decay of the squared gradient's running mean, 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of that mean, above 0.</param>
/// <param name="WeightDecay">Weight decay, at least 0.</param>
/// <param name="Decoupled">
/// Whether the decay shrinks the weights directly (AdamW) instead of being added to the gradient (Adam).
/// </param>
public readonly record struct AdamStep(
    long Number, double Rate, double Beta1, double Beta2, double Epsilon, double WeightDecay = 0,
    bool Decoupled = false);
