namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// The factors of a normalisation's gradient a · grad + b · (x - mean) + c, each with one value per group.
/// </summary>
internal readonly record struct NormFactors(Tensor A, Tensor B, Tensor C);
