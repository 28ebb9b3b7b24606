namespace GanSharp.Data;

/// <summary>How a picture that is not square becomes a square.</summary>
public enum Crop
{
    /// <summary>The central square is kept.</summary>
    Centre,

    /// <summary>The whole picture is squeezed to the square.</summary>
    Fit,

    /// <summary>The whole picture is kept in its proportions, with background around it.</summary>
    Pad,
}
