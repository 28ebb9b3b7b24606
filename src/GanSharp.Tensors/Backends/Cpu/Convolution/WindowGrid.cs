namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A grid of <paramref name="Down"/> × <paramref name="Across"/> windows of <paramref name="Rows"/> ×
/// <paramref name="Columns"/> pixels. The first starts at (<paramref name="Top"/>, <paramref name="Left"/>), and
/// neighbours are <paramref name="Step"/> pixels apart.
/// </summary>
internal readonly record struct WindowGrid(int Top, int Left, int Rows, int Columns, int Step, int Down, int Across);
