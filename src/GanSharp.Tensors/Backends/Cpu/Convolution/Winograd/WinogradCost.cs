using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// What a convolution costs, per channel and filter, in multiplications of a direct one. Next to the multiplications
/// there are values of filters and of tiles that are brought to the points. What they are worth is fitted to times of
/// 3 × 3 filters, and of 3 × 3, 4 × 4 and 5 × 5 ones of stride 2, with 32 to 512 channels and 4 to 1024 tiles, on an
/// Intel Xeon (family 6, model 207).
/// </summary>
internal readonly struct WinogradCost(in ConvGeometry g)
{
    /// <summary>Least tiles for gradients of weights.</summary>
    private const int LeastTiles = 32;

    /// <summary>
    /// Tiles whose values at the points no longer fit a cache. They count only if they are also more than the values of
    /// the filters, which would have to come from memory instead.
    /// </summary>
    private const int ManyTiles = 128;

    /// <summary>Channels times filters whose values at the points no longer fit a cache.</summary>
    private const int ManyFilters = 64 * 128;

    /// <summary>Channels times filters for which bringing back their gradients takes longer.</summary>
    private const int ManyGradients = 128 * 128;

    private readonly ConvGeometry _g = g;
    private readonly WinogradTiles _tiles = new(g);

    public double Direct => (double)_g.N * _g.P * _g.Q * _g.R * _g.S;

    /// <summary>A few images with all filters after another: the filters at the points are in memory.</summary>
    public double ImagesInTurn => Sum(
        product: 1, filterValue: _g.C * _g.K > ManyFilters ? 150 : 110, tileValue: 4);

    /// <summary>A few filters with all images after another: the values of all tiles are in memory.</summary>
    public double FiltersInTurn => Sum(
        product: Tiles > ManyTiles && TileValues > FilterValues ? 1.7 : 1.35, filterValue: 12, tileValue: 30);

    /// <summary>The gradient of the weights.</summary>
    public double WeightGradient => Sum(
        product: 1.2, filterValue: _g.C * _g.K > ManyGradients ? 30 : 15, tileValue: 0);

    /// <summary>Whether the transforms pay for a convolution and its input gradient.</summary>
    public bool IsLow => Math.Min(ImagesInTurn, FiltersInTurn) < Direct;

    /// <summary>Whether the transforms pay for the gradient of the weights.</summary>
    public bool IsLowForWeightGradient => Tiles >= LeastTiles && WeightGradient < Direct;

    private long Tiles => (long)_g.N * _tiles.Count;

    /// <summary>Values of all tiles at a point, inputs and outputs.</summary>
    private long TileValues => Tiles * (_tiles.Depth + _g.K);

    /// <summary>Values of all filters at a point.</summary>
    private long FilterValues => (long)_tiles.Depth * _g.K;

    private double Sum(double product, double filterValue, double tileValue)
    {
        var tileValues = _tiles.Square * ((double)_tiles.Grids / _g.K + 1d / _g.C);
        return Tiles * (product * _tiles.Products + tileValue * tileValues)
            + filterValue * _tiles.Square * _tiles.Grids;
    }
}
