using System.Numerics;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Transforms the tiles of images to the points and back, one band at a time, with one row of values per tile. Each
/// method works in the memory for a copy of the band that the caller provides.
/// </summary>
internal readonly unsafe struct WinogradImages<T>(ConvGeometry g, WinogradTiles tiles)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The inputs (N, C, H, W), or their gradients, with the zeros around them that tiles reach into.
    /// </summary>
    public Interleaving<T> Inputs(T* x) => new(x, new(
        Channels: g.C, H: g.H, W: g.W, Top: g.Padding, Left: g.Padding, Height: tiles.PaddedHeight,
        Width: tiles.PaddedWidth));

    /// <summary>The outputs (N, K, P, Q), or their gradients, extended to whole tiles.</summary>
    public Interleaving<T> Outputs(T* y) => new(y, new(
        Channels: g.K, H: g.P, W: g.Q, Top: 0, Left: 0, Height: tiles.Down * WinogradTiles.Outputs,
        Width: tiles.Across * WinogradTiles.Outputs));

    /// <summary>Elements of the longest copy of a band of inputs.</summary>
    public long InputCopySize(in WinogradBands bands) => bands.InputHeight * Inputs(null).RowSize;

    /// <summary>Elements of the longest copy of a band of outputs.</summary>
    public long OutputCopySize(in WinogradBands bands) => bands.OutputHeight * Outputs(null).RowSize;

    /// <summary>
    /// Transforms a band of an input image into rows, starting at <paramref name="row"/>, of (grid, channel).
    /// </summary>
    public void TransformInputs<TRows>(
        in Interleaving<T> inputs, (int Image, WinogradBand Band) part, T* copy, TRows to, int row)
        where TRows : struct, IPointRows<T>
    {
        var (image, band) = part;
        inputs.Rows(band.FirstInput, band.InputHeight).Copy(image, copy);
        for (var tile = 0; tile < band.Tiles; tile++)
        {
            for (var grid = 0; grid < tiles.Grids; grid++)
                WinogradPoints.Transform(
                    tiles.Points, (new InputTransform(), new()), InputBlock(inputs, copy, tile, grid), g.C, to,
                    row + tile, grid * g.C);
        }
    }

    /// <summary>
    /// Transforms the output gradients of a band into rows, starting at <paramref name="row"/>. This is the adjoint of
    /// <see cref="ReadOutputs"/>.
    /// </summary>
    public void TransformGradients<TRows>(
        in Interleaving<T> gradients, (int Image, WinogradBand Band) part, T* copy, TRows to, int row)
        where TRows : struct, IPointRows<T>
    {
        var (image, band) = part;
        gradients.Rows(band.FirstOutput, band.OutputHeight).Copy(image, copy);
        var map = new FilterTransform(WinogradTiles.Outputs);
        for (var tile = 0; tile < band.Tiles; tile++)
            WinogradPoints.Transform(
                tiles.Points, (map, map), OutputBlock(gradients, copy, tile), g.K, to, row + tile, 0);
    }

    /// <summary>
    /// Computes the outputs of a band from their values at the points, plus a bias per channel or null.
    /// </summary>
    public void ReadOutputs(
        PointMatrices<T> from, T* copy, in Interleaving<T> outputs, (int Image, WinogradBand Band) part, T* bias)
    {
        var (image, band) = part;
        var map = new OutputTransform(WinogradTiles.Outputs);
        for (var tile = 0; tile < band.Tiles; tile++)
            WinogradPoints.TransformBack(
                tiles.Points, (map, map), from.At(tile, 0), from.PointStep, g.K, OutputBlock(outputs, copy, tile),
                default(Overwrite));
        outputs.Rows(band.FirstOutput, band.OutputHeight).CopyBack(copy, image, bias);
    }

    /// <summary>
    /// Computes the input gradients of a band, which is the adjoint of <see cref="TransformInputs"/>, plus a bias per
    /// channel or null. Tiles overlap, so their gradients are added. The copy keeps the rows that the next band shares,
    /// so the bands of an image must follow each other.
    /// </summary>
    public void ReadInputGradients(
        PointMatrices<T> from, T* copy, in Interleaving<T> inputs, (int Image, WinogradBand Band) part, T* bias)
    {
        var (image, band) = part;
        var kept = band.IsFirst ? 0 : tiles.Overlap;
        new Span<T>(copy + kept * inputs.RowSize, (int)((band.InputHeight - kept) * inputs.RowSize)).Clear();
        for (var tile = 0; tile < band.Tiles; tile++)
        {
            for (var grid = 0; grid < tiles.Grids; grid++)
            {
                var (down, across) = tiles.TapsOf(grid);
                WinogradPoints.TransformBack(
                    tiles.Points, (new InputTransformAdjoint(down == tiles.Taps), new(across == tiles.Taps)),
                    from.At(tile, grid * g.C), from.PointStep, g.C, InputBlock(inputs, copy, tile, grid),
                    default(Accumulate));
            }
        }
        inputs.Rows(band.FirstInput, band.FinishedInputs).CopyBack(copy, image, bias);
        var left = (band.InputHeight - band.FinishedInputs) * inputs.RowSize;
        new Span<T>(copy + band.FinishedInputs * inputs.RowSize, (int)left).CopyTo(new(copy, (int)left));
    }

    /// <summary>The outputs of a tile of a band.</summary>
    private PixelBlock<T> OutputBlock(in Interleaving<T> outputs, T* copy, int tile)
    {
        var (row, column) = Math.DivRem(tile, tiles.Across);
        var start = (row * outputs.RowSize + column * outputs.PixelSize) * WinogradTiles.Outputs;
        return new(
            copy + start, WinogradTiles.Outputs, WinogradTiles.Outputs, outputs.RowSize, outputs.PixelSize);
    }

    /// <summary>The inputs of a tile of a band on one grid.</summary>
    private PixelBlock<T> InputBlock(in Interleaving<T> inputs, T* copy, int tile, int grid)
    {
        var (row, column) = tiles.Grid(grid);
        var start = (tile / tiles.Across * tiles.Step + row) * inputs.RowSize
            + (tile % tiles.Across * tiles.Step + column) * inputs.PixelSize;
        return new(
            copy + start, tiles.Points, tiles.Points, g.Stride * inputs.RowSize,
            g.Stride * inputs.PixelSize);
    }
}
