namespace GanSharp.Nn;

/// <summary>The square window of a convolution.</summary>
/// <param name="Size">Side in pixels, at least 1.</param>
/// <param name="Stride">Pixels from one window to the next, at least 1; 1 by default.</param>
/// <param name="Padding">Zeros on every side of the image, at least 0; 0 by default.</param>
public readonly record struct ConvWindow(int Size, int Stride = 1, int Padding = 0)
{
    /// <summary>Pixels of the window.</summary>
    internal int Area => Size * Size;
}
