using GanSharp.Models;

namespace GanSharp.Export;

/// <summary>A discriminator with what a program needs to use it.</summary>
/// <param name="Network">From images (N, C, H, W) to its heads.</param>
/// <param name="Image">The size of the images.</param>
/// <param name="Range">The range of their pixels.</param>
/// <param name="ClassNames">The classes of the labels that it reads or estimates; empty if there are none.</param>
public sealed record TrainedDiscriminator(
    Discriminator Network, ImageShape Image, PixelRange Range, IReadOnlyList<string> ClassNames);
