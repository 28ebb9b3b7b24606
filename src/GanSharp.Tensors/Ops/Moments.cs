namespace GanSharp.Tensors.Ops;

/// <summary>The statistics of a normalisation, one value per group; not tracked.</summary>
/// <param name="Mean">The mean of each group.</param>
/// <param name="Variance">The biased variance of each group, with the shape of the mean.</param>
public readonly record struct Moments(Tensor Mean, Tensor Variance);
