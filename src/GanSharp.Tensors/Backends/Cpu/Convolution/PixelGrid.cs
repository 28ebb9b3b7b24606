namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A grid of <paramref name="Rows"/> × <paramref name="Columns"/> pixels of an image of <paramref name="Channels"/> ×
/// <paramref name="Height"/> × <paramref name="Width"/>. The first pixel is at (<paramref name="FirstRow"/>,
/// <paramref name="FirstColumn"/>), and neighbours are <paramref name="Stride"/> pixels apart.
/// </summary>
internal readonly record struct PixelGrid(
    int Channels, int Height, int Width, int Stride, int FirstRow, int FirstColumn, int Rows, int Columns);
