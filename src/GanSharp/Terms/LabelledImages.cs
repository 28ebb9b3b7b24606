using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>A batch of images and their classes.</summary>
/// <param name="Images">Shape (N, C, H, W).</param>
/// <param name="Labels">The class of each image; null if there are none.</param>
public readonly record struct LabelledImages(Tensor Images, int[]? Labels = null);
