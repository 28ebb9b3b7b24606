using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// What a convolution costs, per channel and filter, in multiplications of a direct one. Next to the multiplications
/// there are values of filters and of tiles that are brought to the points. What they are worth is fitted to times of
/// 3 × 3 and 4 × 4 filters of stride 2, 32 to 512 channels and 16 to 1024 tiles, on two cores of an Intel Xeon (family
/// 6, model 207).
/// </summary>
internal readonly struct WinogradCost(in ConvGeometry g)
{
    private const int LeastTiles = 32;

    /// <summary>Channels times filters whose values at the points no longer fit a cache.</summary>
    private const int ManyFilters = 64 * 128;

    private readonly ConvGeometry _g = g;
    private readonly WinogradTiles _tiles = new(g);

    public double Direct => (double)_g.N * _g.P * _g.Q * _g.R * _g.S;

    /// <summary>A few images with all filters after another: the filters at the points are in memory.</summary>
    public double ImagesInTurn => Sum(
        product: 1, filterValue: _g.C * _g.K > ManyFilters ? 150 : 60, tileValue: 4);

    /// <summary>A few filters with all images after another: the values of all tiles are in memory.</summary>
    public double FiltersInTurn => Sum(product: 1.35, filterValue: 12, tileValue: 30);

    /// <summary>The gradient of the weights.</summary>
    public double WeightGradient => Sum(product: 1.2, filterValue: 15, tileValue: 0);

    /// <summary>Whether the transforms pay for a convolution and its input gradient.</summary>
    public bool IsLow => Tiles >= LeastTiles && Math.Min(ImagesInTurn, FiltersInTurn) < Direct;

    /// <summary>Whether the transforms pay for the gradient of the weights.</summary>
    public bool IsLowForWeightGradient => Tiles >= LeastTiles && WeightGradient < Direct;

    private long Tiles => (long)_g.N * _tiles.Count;

    private double Sum(double product, double filterValue, double tileValue)
    {
        var tileValues = _tiles.Square * ((double)_tiles.Grids / _g.K + 1d / _g.C);
        return Tiles * (product * _tiles.Products + tileValue * tileValues)
            + filterValue * _tiles.Square * _tiles.Grids;
    }
}
