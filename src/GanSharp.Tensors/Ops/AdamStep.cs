namespace GanSharp.Tensors.Ops;

/// <summary>The numbers of one step of Adam or AdamW.</summary>
/// <param name="Number">Which step this is, from 1: it corrects the bias of averages that began at zero.</param>
/// <param name="Rate">Learning rate, above 0.</param>
/// <param name="Beta1">Decay of the gradient's running mean, 0 to below 1.</param>
/// <param name="Beta2">Decay of the squared gradient's running mean, 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of the second moment, above 0.</param>
/// <param name="WeightDecay">Pull towards zero, at least 0.</param>
/// <param name="Decoupled">True: the decay acts on the weight (AdamW). False: it is added to the gradient.</param>
public readonly record struct AdamStep(
    long Number, double Rate, double Beta1, double Beta2, double Epsilon, double WeightDecay = 0,
    bool Decoupled = false);
