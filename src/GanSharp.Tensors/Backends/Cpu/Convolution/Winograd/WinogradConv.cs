using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Convolutions with fewer multiplications. Weights and pixels of a tile are coefficients of polynomials, whose product
/// is known when it is known at five points in each direction. With W the weights at these points
/// (<see cref="FilterTransform"/>) and X the pixels (<see cref="InputTransform"/>), the outputs are what
/// <see cref="OutputTransform"/> makes of Σ X·W over channels, a product of matrices for each of the 5 × 5 points. A
/// tile of 4 × 4 outputs and 2 × 2 taps takes 25 multiplications in place of 64, one of 3 × 3 and 3 × 3 takes 25 in
/// place of 81. The two gradients are the adjoints, step by step.
/// </summary>
/// <remarks>
/// Lavin and Gray 2016, "Fast algorithms for convolutional neural networks", https://arxiv.org/abs/1509.09308.
/// </remarks>
internal sealed unsafe class WinogradConv<T>(ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Channels of all grids, and filters, below which the ways to the points and back take longer than the products.
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>Tiles of all images below which the weights' way to the points is not worth it.</summary>
    private const int LeastRows = 64;

    /// <summary>Channels fill whole registers and panels, whatever the instruction set.</summary>
    private const int ChannelMultiple = 16;

    /// <summary>Share of the direct multiplications below which the way to the points and back is worth it.</summary>
    private const double WorthTransforming = 0.6;

    private readonly WinogradTiles _tiles = new(g);

    private delegate void InputStep(int image, T* copy, PointMatrices<T> to);

    private delegate void OutputStep(int image, T* copy, PointMatrices<T> from);

    /// <summary>Whether a panel holds a register at least, as it does on all but plain processors.</summary>
    public static bool IsSupported => MicroKernel.Narrow<T>() >= Vector<T>.Count;

    public static bool Suits(in ConvGeometry g)
    {
        if (!IsSupported
            || g.R != g.S
            || g.R % g.Stride != 0
            || g.C % ChannelMultiple != 0
            || g.K % ChannelMultiple != 0)
            return false;
        var tiles = new WinogradTiles(g);
        return tiles.Taps is 2 or 3 && Math.Min(tiles.Depth, g.K) >= LeastChannels && g.N * tiles.Count >= LeastRows
            && WinogradTiles.Square * tiles.Count < WorthTransforming * g.P * g.Q * tiles.Taps * tiles.Taps;
    }

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public void Forward(T* x, T* w, T* bias, T* y)
    {
        using var weights = new WinogradPanels<T>(_tiles.Depth, g.K);
        TransformFilters(weights, w);
        var (images, outputs) = (Images(x), Outputs(y));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(images.ImageSize, outputs.ImageSize));
        ForPieces(weights, copies, _tiles.Depth, g.K, (image, copy, to) => TransformInputs(images, image, copy, to, 0), (image, copy, from) =>
        {
            for (var tile = 0; tile < _tiles.Count; tile++)
            {
                WinogradPoints.TransformBack(
                    new OutputTransform(_tiles.Outputs), _tiles.Outputs, from.At(tile, 0), from.PointStep, g.K,
                    copy + TileStart(outputs, tile), outputs.RowSize, outputs.PixelSize, default(Overwrite<T>));
            }
            outputs.CopyBack(copy, image, bias);
        });
    }

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public void InputGradient(T* gy, T* w, T* bias, T* gx)
    {
        using var weights = new WinogradPanels<T>(g.K, _tiles.Depth);
        TransformFilterChannels(weights, w);
        var (gradients, images) = (Outputs(gy), Images(gx));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(images.ImageSize, gradients.ImageSize));
        ForPieces(weights, copies, g.K, _tiles.Depth, (image, copy, to) => TransformGradients(gradients, image, copy, to), (image, copy, from) =>
        {
            new Span<T>(copy, (int)images.ImageSize).Clear();
            for (var tile = 0; tile < _tiles.Count; tile++)
            {
                for (var grid = 0; grid < _tiles.Grids; grid++)
                {
                    WinogradPoints.TransformBack(
                        new InputTransformAdjoint(), WinogradTiles.Points, from.At(tile, grid * g.C), from.PointStep, g.C,
                        copy + TileStart(images, tile, grid), g.Stride * images.RowSize, g.Stride * images.PixelSize, default(Accumulate<T>));
                }
            }
            images.CopyBack(copy, image, bias);
        });
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public void WeightGradient(T* x, T* gy, T* gw)
    {
        var rows = g.N * _tiles.Count;
        using var pixels = new WinogradPanels<T>(rows, _tiles.Depth);
        using var values = new Scratch<T>(WinogradTiles.Square * WinogradPoints.Step(rows, g.K));
        using var products = new Scratch<T>(WinogradTiles.Square * WinogradPoints.Step(Whole(g.K), _tiles.Depth));
        var (images, gradients) = (Images(x), Outputs(gy));
        var copySize = Math.Max(images.ImageSize, gradients.ImageSize);
        using var copies = new Scratch<T>(WorkerPool.Threads * copySize);
        var (copied, panels) = (copies, pixels);
        var left = new PointMatrices<T>(values.Pointer, g.K, WinogradPoints.Step(rows, g.K));
        var sums = new PointMatrices<T>(products.Pointer, _tiles.Depth, WinogradPoints.Step(Whole(g.K), _tiles.Depth));
        WorkerPool.For(g.N, (image, thread) =>
        {
            var copy = copied.Pointer + thread * copySize;
            TransformInputs(images, image, copy, panels, image * _tiles.Count);
            TransformGradients(gradients, image, copy, left.From(image * _tiles.Count));
        });
        var half = Whole(Integers.CeilDiv(g.K, 2));
        WorkerPool.For(2 * WinogradTiles.Square, piece =>
        {
            var (point, first) = (piece / 2, piece % 2 * half);
            panels.Multiply(
                point, left.Point(point) + first, Math.Min(half, g.K - first), 1, g.K, sums.From(first).Point(point));
        });
        TransformWeightsBack(sums, gw);
    }

    /// <summary>
    /// The products of rows of <paramref name="depth"/> with the weights, a few images at a time: each image is spread
    /// to the points, with memory for a copy of it, and gathered from its rows of <paramref name="columns"/>.
    /// </summary>
    private void ForPieces(
        WinogradPanels<T> weights, Scratch<T> copies, int depth, int columns, InputStep transform,
        OutputStep transformBack)
    {
        var rows = Whole(_tiles.ImagesPerPiece * _tiles.Count);
        long leftStep = WinogradPoints.Step(rows, depth), sumStep = WinogradPoints.Step(rows, columns);
        using var left = new Scratch<T>(WorkerPool.Threads * WinogradTiles.Square * leftStep);
        using var sums = new Scratch<T>(WorkerPool.Threads * WinogradTiles.Square * sumStep);
        T* copied = copies.Pointer, inputs = left.Pointer, products = sums.Pointer;
        var copySize = copies.Count / WorkerPool.Threads;
        WorkerPool.For(_tiles.Pieces, (piece, thread) =>
        {
            var copy = copied + thread * copySize;
            var a = new PointMatrices<T>(inputs + thread * WinogradTiles.Square * leftStep, depth, leftStep);
            var c = new PointMatrices<T>(products + thread * WinogradTiles.Square * sumStep, columns, sumStep);
            var first = piece * _tiles.ImagesPerPiece;
            var count = Math.Min(_tiles.ImagesPerPiece, g.N - first);
            for (var i = 0; i < count; i++)
                transform(first + i, copy, a.From(i * _tiles.Count));
            for (var point = 0; point < WinogradTiles.Square; point++)
                weights.Multiply(point, a.Point(point), count * _tiles.Count, depth, 1, c.Point(point));
            for (var i = 0; i < count; i++)
                transformBack(first + i, copy, c.From(i * _tiles.Count));
        });
    }

    /// <summary>Rows rounded up to whole tiles of the micro-kernel.</summary>
    private static int Whole(int rows) => Integers.CeilDiv(rows, MicroKernel.Rows) * MicroKernel.Rows;

    private Interleaving<T> Images(T* x) =>
        new(x, g.C, g.H, g.W, g.Padding, g.Padding, _tiles.PaddedHeight, _tiles.PaddedWidth);

    private Interleaving<T> Outputs(T* y) =>
        new(y, g.K, g.P, g.Q, 0, 0, _tiles.Down * _tiles.Outputs, _tiles.Across * _tiles.Outputs);

    /// <summary>Where a tile begins among the outputs.</summary>
    private long TileStart(in Interleaving<T> outputs, int tile) =>
        (tile / _tiles.Across * outputs.RowSize + tile % _tiles.Across * outputs.PixelSize) * _tiles.Outputs;

    /// <summary>Where a tile begins on a grid of an image.</summary>
    private long TileStart(in Interleaving<T> images, int tile, int grid) =>
        (tile / _tiles.Across * _tiles.Step + grid / g.Stride) * images.RowSize
        + (tile % _tiles.Across * _tiles.Step + grid % g.Stride) * images.PixelSize;

    /// <summary>
    /// The pixels of an image's tiles at the points, rows from <paramref name="row"/> on of (grid, channel).
    /// </summary>
    private void TransformInputs<TRows>(in Interleaving<T> images, int image, T* copy, TRows to, int row)
        where TRows : struct, IPointRows<T>
    {
        images.Copy(image, copy);
        for (var tile = 0; tile < _tiles.Count; tile++)
        {
            for (var grid = 0; grid < _tiles.Grids; grid++)
            {
                WinogradPoints.Transform(
                    new InputTransform(), WinogradTiles.Points, copy + TileStart(images, tile, grid),
                    g.Stride * images.RowSize,
                    g.Stride * images.PixelSize, g.C, to, row + tile, grid * g.C);
            }
        }
    }

    /// <summary>The gradients in the outputs of an image's tiles at the points, a row for each tile.</summary>
    private void TransformGradients(in Interleaving<T> gradients, int image, T* copy, PointMatrices<T> to)
    {
        gradients.Copy(image, copy);
        for (var tile = 0; tile < _tiles.Count; tile++)
        {
            WinogradPoints.Transform(
                new FilterTransform(_tiles.Outputs), _tiles.Outputs, copy + TileStart(gradients, tile),
                gradients.RowSize, gradients.PixelSize, g.K, to, tile, 0);
        }
    }

    /// <summary>The weights at the points, rows (grid, channel), columns filters.</summary>
    private void TransformFilters(WinogradPanels<T> to, T* w)
    {
        using var turned = new ChannelsLast<T>(w, 1, g.K, g.C, g.R * g.S, 0, 0, g.C, g.R * g.S);
        var taps = turned;
        WorkerPool.For(_tiles.Depth, row =>
        {
            var (grid, channel) = Math.DivRem(row, g.C);
            SpreadTaps(taps.Pointer + ((long)channel * g.R * g.S + Tap(grid)) * g.K, g.K, to, row, 0);
        });
    }

    /// <summary>The weights at the points, rows filters, columns (grid, channel).</summary>
    private void TransformFilterChannels(WinogradPanels<T> to, T* w)
    {
        using var turned = new ChannelsLast<T>(w, g.K, g.C, g.R, g.S, 0, 0, g.R, g.S);
        var taps = turned;
        WorkerPool.For(g.K, filter =>
        {
            for (var grid = 0; grid < _tiles.Grids; grid++)
                SpreadTaps(taps.Pointer + ((long)filter * g.R * g.S + Tap(grid)) * g.C, g.C, to, filter, grid * g.C);
        });
    }

    private void SpreadTaps(T* from, int count, WinogradPanels<T> to, int row, int column) =>
        WinogradPoints.Transform(
            new FilterTransform(_tiles.Taps), _tiles.Taps, from, (long)g.Stride * g.S * count, g.Stride * count, count,
            to, row, column);

    /// <summary>The weights whose numbers at the points have rows filters, columns (grid, channel).</summary>
    private void TransformWeightsBack(PointMatrices<T> from, T* gw)
    {
        var layout = new Interleaving<T>(gw, g.C, g.R, g.S, 0, 0, g.R, g.S);
        using var filters = new Scratch<T>(g.K * layout.ImageSize);
        var copies = filters;
        WorkerPool.For(g.K, filter =>
        {
            var copy = copies.Pointer + filter * layout.ImageSize;
            for (var grid = 0; grid < _tiles.Grids; grid++)
            {
                WinogradPoints.TransformBack(
                    new OutputTransform(_tiles.Taps), _tiles.Taps, from.At(filter, grid * g.C), from.PointStep, g.C,
                    copy + (long)Tap(grid) * g.C, g.Stride * layout.RowSize, g.Stride * layout.PixelSize, default(Overwrite<T>));
            }
            layout.CopyBack(copy, filter, null);
        });
    }

    /// <summary>The first tap of the window that meets a grid.</summary>
    private int Tap(int grid) => grid / g.Stride * g.S + grid % g.Stride;
}
