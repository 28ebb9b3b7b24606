namespace GanSharp.Models;

/// <summary>The outputs that a discriminator can have for an image.</summary>
[Flags]
public enum DiscriminatorHeads
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One number, the higher the more real.</summary>
    Score = 1,

    /// <summary>A logit for each class.</summary>
    Classes = 2,

    /// <summary>Estimates of the codes in the noise.</summary>
    Codes = 4,

    /// <summary>The image as an auto-encoder reconstructs it.</summary>
    Reconstruction = 8,

    /// <summary>Features beside the score that images can be decoded from.</summary>
    DecodableFeatures = 16,
}
