using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The square tiles of a convolution. Pixels that are a stride apart form a grid, on which a filter has
/// <see cref="Taps"/> × <see cref="Taps"/> taps. A tile reads <see cref="Points"/> × <see cref="Points"/> pixels of
/// each grid and has <see cref="Outputs"/> × <see cref="Outputs"/> outputs. For odd filters of stride 2, the second row
/// and column of grids have one tap less in that direction. Their filters are 0 at ∞, and such products are left out.
/// </summary>
internal readonly struct WinogradTiles(in ConvGeometry g)
{
    /// <summary>Outputs of a tile in each direction.</summary>
    public const int Outputs = 4;

    /// <summary>Tiles of some images that are multiplied together: enough to reuse the weights.</summary>
    private const int EnoughTiles = 32;

    /// <summary>
    /// Values of filters at all points that do not stay in the cache from one band of tiles to the next.
    /// </summary>
    private const int ManyFilterValues = 1 << 19;

    /// <summary>Bands that are brought to the points at a time for the gradient of the weights.</summary>
    private const int BandsOfGradient = 8;

    /// <summary>
    /// Weights of all grids for which adding to their gradients takes longer than the values of more tiles from memory.
    /// </summary>
    private const int ManyWeights = 1024 * 512;

    /// <summary>Channels must fill whole registers and panels of every instruction set.</summary>
    public const int ChannelMultiple = 16;

    private readonly ConvGeometry _g = g;

    /// <summary>Number of taps in each direction, the most of all grids.</summary>
    public int Taps => Integers.CeilDiv(_g.R, _g.Stride);

    /// <summary>Number of points in each direction.</summary>
    public int Points => Taps + Outputs - 1;

    /// <summary>Number of points in both directions.</summary>
    public int Square => Points * Points;

    public int Down => Integers.CeilDiv(_g.P, Outputs);

    public int Across => Integers.CeilDiv(_g.Q, Outputs);

    /// <summary>Number of tiles of one image.</summary>
    public int Count => Down * Across;

    public int Grids => _g.Stride * _g.Stride;

    /// <summary>Channels of all grids.</summary>
    public int Depth => Grids * _g.C;

    /// <summary>Multiplications of a tile for a channel and a filter.</summary>
    public int Products => Square * Grids - (IsUneven ? 4 * Points - 1 : 0);

    /// <summary>Pixels from the start of a tile to the next.</summary>
    public int Step => _g.Stride * Outputs;

    /// <summary>Height of the images with the zeros that padding and the last tiles need.</summary>
    public int PaddedHeight => Math.Max(Step * Down + Overlap, _g.H + _g.Padding);

    public int PaddedWidth => Math.Max(Step * Across + Overlap, _g.W + _g.Padding);

    /// <summary>
    /// Images whose tiles are multiplied together: enough to reuse the weights, and few enough that everything stays in
    /// the cache and all threads have work.
    /// </summary>
    public int ImagesPerPiece =>
        Math.Min(Integers.CeilDiv(EnoughTiles, Count), Integers.CeilDiv(_g.N, WorkerPool.EnoughPieces));

    public int Pieces => Integers.CeilDiv(_g.N, ImagesPerPiece);

    /// <summary>The bands of an image whose tiles are multiplied together.</summary>
    public WinogradBands Bands =>
        new(this, (long)Square * Depth * _g.K > ManyFilterValues ? 2 * EnoughTiles : EnoughTiles);

    /// <summary>
    /// The bands of an image for the gradient of the weights, small enough that all threads have work.
    /// </summary>
    public WinogradBands GradientBands => new(this, EnoughForWeightGradient / BandsOfGradient);

    /// <summary>
    /// Tiles that are multiplied together for the gradient of the weights, so that their values stay in a cache.
    /// </summary>
    public int EnoughForWeightGradient => (long)Depth * _g.K < ManyWeights ? 128 : 512;

    /// <summary>Rows of pixels that neighbouring rows of tiles share.</summary>
    public int Overlap => _g.Stride * (Taps - 1);

    /// <summary>Whether some grids have fewer taps than others.</summary>
    private bool IsUneven => _g.R % _g.Stride != 0;

    /// <summary>
    /// Where a grid begins. Every second row of grids runs backwards, so those whose filters are not 0 at a point are
    /// neighbours.
    /// </summary>
    public (int Row, int Column) Grid(int grid)
    {
        var (row, column) = Math.DivRem(grid, _g.Stride);
        return (row, row % 2 == 0 ? _g.Stride - 1 - column : column);
    }

    /// <summary>Number of taps of a grid in each direction.</summary>
    public (int Down, int Across) TapsOf(int grid)
    {
        var (row, column) = Grid(grid);
        return (Integers.CeilDiv(_g.R - row, _g.Stride), Integers.CeilDiv(_g.R - column, _g.Stride));
    }

    /// <summary>The channels of all grids whose filters are not 0 at a point.</summary>
    public Range ChannelsAt(int point)
    {
        if (!IsUneven)
            return ..Depth;
        var (down, across) = Math.DivRem(point, Points);
        var first = across == Points - 1 ? 1 : 0;
        var end = down == Points - 1 ? 2 : Grids - first;
        return (first * _g.C)..(end * _g.C);
    }
}
