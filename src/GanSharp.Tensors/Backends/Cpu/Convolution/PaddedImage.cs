namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// An image of <paramref name="Channels"/> × <paramref name="H"/> × <paramref name="W"/> inside a border of zeros:
/// its first pixel is at (<paramref name="Top"/>, <paramref name="Left"/>) of <paramref name="Height"/> ×
/// <paramref name="Width"/> pixels.
/// </summary>
internal readonly record struct PaddedImage(int Channels, int H, int W, int Top, int Left, int Height, int Width);
