namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// The factors of a normalisation's gradient a · grad + b · (x - mean) + c, one of each for every group.
/// </summary>
internal readonly record struct NormFactors(Tensor A, Tensor B, Tensor C);
