using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Convolutions with fewer multiplications, the entry to this folder. The filters and the pixels of a tile are
/// coefficients of polynomials, and five points in each direction determine the product of two polynomials. With W the
/// filters at these points (<see cref="FilterTransform"/>) and X the pixels (<see cref="InputTransform"/>), the outputs
/// are the <see cref="OutputTransform"/> of Σ X·W over channels, which is one matrix product for each of the 5 × 5
/// points. The two gradients are the adjoints, step by step.
/// </summary>
/// <remarks>
/// Filters with stride s act on s² grids of pixels, each s apart, on which they have side / s taps per direction.
/// There is one form for 2 and one for 3 taps. Odd filters of stride 2 have one tap less in the second row and column
/// of grids. <see cref="Suits"/> has the other conditions:
/// <code>
/// taps     outputs of a tile    multiplications    instead of    filters
/// 2 × 2    4 × 4                25                 64            2 × 2
///                               100                256           4 × 4 with stride 2
///                               81                 144           3 × 3 with stride 2
/// 3 × 3    3 × 3                25                 81            3 × 3
///                               81                 225           5 × 5 with stride 2
/// </code>
/// Lavin and Gray 2016, "Fast algorithms for convolutional neural networks", https://arxiv.org/abs/1509.09308.
/// </remarks>
internal sealed unsafe class WinogradConv<T>(ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Least number of channels of all grids, and of filters. With fewer, the transforms take longer than the products.
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>
    /// Tiles that are multiplied at a time for the gradient of the weights, so that their values stay in a cache.
    /// </summary>
    private const int EnoughRowsOfGradient = 512;

    /// <summary>Pieces of work at each point, enough for many threads.</summary>
    private const int PartsOfPoint = 4;

    private readonly WinogradTiles _tiles = new(g);
    private readonly WinogradImages<T> _images = new(g, new(g));
    private readonly WinogradFilters<T> _filters = new(g, new(g));

    /// <summary>The depths and the panels that a product needs at a point.</summary>
    private delegate (Range Depths, Range Panels) PointPart(int point);

    private delegate void InputStep(int image, T* copy, PointMatrices<T> to);

    private delegate void OutputStep(int image, T* copy, PointMatrices<T> from);

    /// <summary>Whether a panel holds at least one register, as it does for every vector instruction set.</summary>
    public static bool IsSupported => MicroKernel.Narrow<T>() >= Vector<T>.Count;

    /// <summary>
    /// Whether a convolution can be computed here faster than directly: square filters of 2 or 3 taps per direction and
    /// grid, enough channels in multiples of 16, and a lower <see cref="WinogradTiles.Cost"/>.
    /// </summary>
    public static bool Suits(in ConvGeometry g)
    {
        if (!IsSupported
            || g.R != g.S
            || (g.R % g.Stride != 0 && g.Stride != 2)
            || g.C % WinogradTiles.ChannelMultiple != 0
            || g.K % WinogradTiles.ChannelMultiple != 0)
            return false;
        var tiles = new WinogradTiles(g);
        return tiles.Taps is 2 or 3 && Math.Min(tiles.Depth, g.K) >= LeastChannels
            && tiles.Cost < (double)g.N * g.P * g.Q * g.R * g.S;
    }

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public void Forward(T* x, T* w, T* bias, T* y)
    {
        using var weights = new WinogradPanels<T>(_tiles.Depth, g.K);
        _filters.Transform(w, weights);
        var (inputs, outputs) = (_images.Inputs(x), _images.Outputs(y));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(inputs.ImageSize, outputs.ImageSize));
        Multiply(
            weights, copies, _tiles.Depth, g.K, point => (_tiles.ChannelsAt(point), ..weights.Panels),
            (image, copy, to) => _images.TransformInputs(inputs, image, copy, to),
            (image, copy, from) => _images.ReadOutputs(from, copy, outputs, image, bias));
    }

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public void InputGradient(T* gy, T* w, T* bias, T* gx)
    {
        using var weights = new WinogradPanels<T>(g.K, _tiles.Depth);
        _filters.TransformTransposed(w, weights);
        var (gradients, inputs) = (_images.Outputs(gy), _images.Inputs(gx));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(inputs.ImageSize, gradients.ImageSize));
        Multiply(
            weights, copies, g.K, _tiles.Depth, point => (..g.K, weights.PanelsOf(_tiles.ChannelsAt(point))),
            (image, copy, to) => _images.TransformGradients(gradients, image, copy, to, 0),
            (image, copy, from) => _images.ReadInputGradients(from, copy, inputs, image, bias));
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public void WeightGradient(T* x, T* gy, T* gw)
    {
        var count = Math.Min(g.N, Integers.CeilDiv(EnoughRowsOfGradient, _tiles.Count));
        var rows = count * _tiles.Count;
        var rowSize = _tiles.Depth + VectorCopy.LineBytes / sizeof(T);
        var pixelStep = WinogradPoints.Step(rows, rowSize);
        // The micro-kernel writes whole tiles, so the last one reaches beyond the sums.
        var sumStep = WinogradPoints.Step(_tiles.Depth + MicroKernel.Rows, g.K);
        using var values = new Scratch<T>(WinogradTiles.Square * pixelStep);
        using var gradients = new WinogradPanels<T>(rows, g.K);
        using var products = new Scratch<T>(WinogradTiles.Square * sumStep);
        var copySize = Math.Max(_images.Inputs(x).ImageSize, _images.Outputs(gy).ImageSize);
        using var copies = new Scratch<T>(WorkerPool.Threads * copySize);
        // Rows are a cache line longer than necessary, so that those of a panel do not compete for the same lines.
        var pixels = new PointMatrices<T>(values.Pointer, rowSize, pixelStep);
        var sums = new PointMatrices<T>(products.Pointer, g.K, sumStep);
        for (var first = 0; first < g.N; first += count)
            AddProducts(x, gy, (first, Math.Min(count, g.N - first)), copies, pixels, gradients, sums);
        _filters.ReadGradients(sums, gw);
    }

    /// <summary>
    /// Adds the products of some images to <paramref name="sums"/>; those of the first images replace what is there.
    /// </summary>
    private void AddProducts(
        T* x, T* gy, (int First, int Count) images, Scratch<T> copies, PointMatrices<T> pixels,
        WinogradPanels<T> gradients, PointMatrices<T> sums)
    {
        var (first, count) = images;
        var (inputs, outputs) = (_images.Inputs(x), _images.Outputs(gy));
        var copySize = copies.Count / WorkerPool.Threads;
        WorkerPool.For(count, (image, thread) =>
        {
            var copy = copies.Pointer + thread * copySize;
            var row = image * _tiles.Count;
            _images.TransformInputs(inputs, first + image, copy, pixels.From(row));
            _images.TransformGradients(outputs, first + image, copy, gradients, row);
        });
        WorkerPool.For(2 * WinogradTiles.Square, piece =>
        {
            var (point, half) = Math.DivRem(piece, 2);
            var (channel, all) = _tiles.ChannelsAt(point).GetOffsetAndLength(_tiles.Depth);
            var part = Whole(all / 2);
            var (start, length) = half == 0 ? (channel, part) : (channel + part, all - part);
            gradients.Multiply(
                point, .., new(pixels.Point(point) + start, length, 1, pixels.Contiguous), ..(count * _tiles.Count),
                sums.From(start).Point(point), adds: first > 0);
        });
    }

    /// <summary>
    /// Multiplies rows of <paramref name="depth"/> with the weights. <paramref name="transform"/> writes the rows of an
    /// image, and <paramref name="transformBack"/> reads its products, rows of <paramref name="columns"/>. Both may use
    /// memory for a copy of the image.
    /// </summary>
    private void Multiply(
        WinogradPanels<T> weights, Scratch<T> copies, int depth, int columns, PointPart partOf, InputStep transform,
        OutputStep transformBack)
    {
        if (_tiles.MultipliesPointByPoint(depth, columns))
            ForPoints(weights, copies, depth, columns, partOf, transform, transformBack);
        else
            ForPieces(weights, copies, depth, columns, partOf, transform, transformBack);
    }

    /// <summary>All images at one point after another, so that the weights are read once.</summary>
    private void ForPoints(
        WinogradPanels<T> weights, Scratch<T> copies, int depth, int columns, PointPart partOf, InputStep transform,
        OutputStep transformBack)
    {
        var rows = g.N * _tiles.Count;
        long leftStep = WinogradPoints.Step(rows, depth), sumStep = WinogradPoints.Step(Whole(rows), columns);
        using var left = new Scratch<T>(WinogradTiles.Square * leftStep);
        using var sums = new Scratch<T>(WinogradTiles.Square * sumStep);
        T* copied = copies.Pointer;
        var copySize = copies.Count / WorkerPool.Threads;
        var a = new PointMatrices<T>(left.Pointer, depth, leftStep);
        var c = new PointMatrices<T>(sums.Pointer, columns, sumStep);
        WorkerPool.For(
            g.N, (image, thread) => transform(image, copied + thread * copySize, a.From(image * _tiles.Count)));
        var parts = Math.Min(PartsOfPoint, weights.Panels);
        WorkerPool.For(parts * WinogradTiles.Square, piece =>
        {
            var (point, part) = Math.DivRem(piece, parts);
            var (depths, panels) = partOf(point);
            var (first, count) = panels.GetOffsetAndLength(weights.Panels);
            weights.Multiply(
                point, (first + count * part / parts)..(first + count * (part + 1) / parts),
                new(a.Point(point), rows, depth, 1), depths, c.Point(point));
        });
        WorkerPool.For(
            g.N, (image, thread) => transformBack(image, copied + thread * copySize, c.From(image * _tiles.Count)));
    }

    /// <summary>A few images at a time, from pixels to pixels, so that their values stay in the cache.</summary>
    private void ForPieces(
        WinogradPanels<T> weights, Scratch<T> copies, int depth, int columns, PointPart partOf, InputStep transform,
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
            {
                var (depths, panels) = partOf(point);
                weights.Multiply(
                    point, panels, new(a.Point(point), count * _tiles.Count, depth, 1), depths, c.Point(point));
            }
            for (var i = 0; i < count; i++)
                transformBack(first + i, copy, c.From(i * _tiles.Count));
        });
    }

    /// <summary>Rows rounded up to whole tiles of the micro-kernel.</summary>
    private static int Whole(int rows) => Integers.CeilDiv(rows, MicroKernel.Rows) * MicroKernel.Rows;
}
