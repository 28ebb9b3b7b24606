using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The square tiles of a convolution. Pixels that are a stride apart form a grid, on which a filter has
/// <see cref="Taps"/> × <see cref="Taps"/> taps. A tile reads <see cref="Points"/> × <see cref="Points"/> pixels of
/// each grid and has <see cref="Outputs"/> × <see cref="Outputs"/> outputs.
/// </summary>
internal readonly struct WinogradTiles(in ConvGeometry g)
{
    /// <summary>Number of points in each direction: taps + outputs - 1.</summary>
    public const int Points = 5;

    /// <summary>Number of points in both directions.</summary>
    public const int Square = Points * Points;

    private const int EnoughRows = 32;
    private const int EnoughPieces = 16;

    /// <summary>
    /// How many times fewer values must move, as the second-level cache holds those of a piece, but not those of all
    /// images.
    /// </summary>
    private const int WorthWaiting = 3;

    private readonly ConvGeometry _g = g;

    public int Taps => _g.R / _g.Stride;

    public int Outputs => Points + 1 - Taps;

    public int Down => Integers.CeilDiv(_g.P, Outputs);

    public int Across => Integers.CeilDiv(_g.Q, Outputs);

    /// <summary>Number of tiles of one image.</summary>
    public int Count => Down * Across;

    public int Grids => _g.Stride * _g.Stride;

    /// <summary>Channels of all grids.</summary>
    public int Depth => Grids * _g.C;

    /// <summary>Pixels from the start of a tile to the next.</summary>
    public int Step => _g.Stride * Outputs;

    /// <summary>Height of the images with the zeros that padding and the last tiles need.</summary>
    public int PaddedHeight => Math.Max(Step * Down + _g.Stride * (Taps - 1), _g.H + _g.Padding);

    public int PaddedWidth => Math.Max(Step * Across + _g.Stride * (Taps - 1), _g.W + _g.Padding);

    /// <summary>
    /// Images whose tiles are multiplied together: enough to reuse the weights, and few enough that everything stays in
    /// the cache and all threads have work.
    /// </summary>
    public int ImagesPerPiece => Math.Min(Integers.CeilDiv(EnoughRows, Count), Integers.CeilDiv(_g.N, EnoughPieces));

    public int Pieces => Integers.CeilDiv(_g.N, ImagesPerPiece);

    /// <summary>
    /// Whether to multiply all images at one point after another rather than a few images at all points. The values at
    /// the points are then written to memory and read again, but the weights are read once and not once per piece. That
    /// pays for many channels and few tiles.
    /// </summary>
    public bool MultipliesPointByPoint(int depth, int columns)
    {
        var weights = (long)depth * columns;
        var values = 2L * _g.N * Count * (depth + columns);
        return Pieces * weights > WorthWaiting * (weights + values);
    }
}
