namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Some rows of windows and their outputs: <paramref name="Lines"/> rows of <paramref name="Length"/>, the pixels of
/// which are <paramref name="PixelStep"/> apart from one row to the next, and the outputs
/// <paramref name="OutputStep"/>.
/// </summary>
internal readonly record struct PlaneRun(int Lines, int Length, int PixelStep, int OutputStep);
