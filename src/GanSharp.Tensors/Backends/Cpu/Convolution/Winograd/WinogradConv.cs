using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
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
/// There is one form for 2 and one for 3 taps; <see cref="Suits"/> has the other conditions:
/// <code>
/// taps     outputs of a tile    multiplications    instead of    filters, for example
/// 2 × 2    4 × 4                25                 64            2 × 2; 4 × 4 with stride 2
/// 3 × 3    3 × 3                25                 81            3 × 3; 6 × 6 with stride 2
/// </code>
/// Lavin and Gray 2016, "Fast algorithms for convolutional neural networks", https://arxiv.org/abs/1509.09308.
/// </remarks>
internal sealed unsafe class WinogradConv<T>(ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Least number of channels of all grids, and of filters. With fewer, the transforms take longer than the products.
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>Least number of tiles of all images. With fewer, transforming the filters does not pay.</summary>
    private const int LeastRows = 64;

    /// <summary>Channels must fill whole registers and panels of every instruction set.</summary>
    private const int ChannelMultiple = 16;

    /// <summary>Fraction of the direct multiplications below which the transforms pay.</summary>
    private const double WorthTransforming = 0.6;

    private readonly WinogradTiles _tiles = new(g);
    private readonly WinogradImages<T> _images = new(g, new(g));
    private readonly WinogradFilters<T> _filters = new(g, new(g));

    private delegate void InputStep(int image, T* copy, PointMatrices<T> to);

    private delegate void OutputStep(int image, T* copy, PointMatrices<T> from);

    /// <summary>Whether a panel holds at least one register, as it does for every vector instruction set.</summary>
    public static bool IsSupported => MicroKernel.Narrow<T>() >= Vector<T>.Count;

    /// <summary>
    /// Whether a convolution can be computed here faster than directly: square filters of 2 or 3 taps per direction and
    /// grid, enough channels in multiples of 16, and enough tiles with few outputs outside the image.
    /// </summary>
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
        _filters.Transform(w, weights);
        var (inputs, outputs) = (_images.Inputs(x), _images.Outputs(y));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(inputs.ImageSize, outputs.ImageSize));
        ForPieces(
            weights, copies, _tiles.Depth, g.K,
            (image, copy, to) => _images.TransformInputs(inputs, image, copy, to, 0),
            (image, copy, from) => _images.ReadOutputs(from, copy, outputs, image, bias));
    }

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public void InputGradient(T* gy, T* w, T* bias, T* gx)
    {
        using var weights = new WinogradPanels<T>(g.K, _tiles.Depth);
        _filters.TransformTransposed(w, weights);
        var (gradients, inputs) = (_images.Outputs(gy), _images.Inputs(gx));
        using var copies = new Scratch<T>(WorkerPool.Threads * Math.Max(inputs.ImageSize, gradients.ImageSize));
        ForPieces(
            weights, copies, g.K, _tiles.Depth,
            (image, copy, to) => _images.TransformGradients(gradients, image, copy, to),
            (image, copy, from) => _images.ReadInputGradients(from, copy, inputs, image, bias));
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public void WeightGradient(T* x, T* gy, T* gw)
    {
        var rows = g.N * _tiles.Count;
        using var pixels = new WinogradPanels<T>(rows, _tiles.Depth);
        using var values = new Scratch<T>(WinogradTiles.Square * WinogradPoints.Step(rows, g.K));
        using var products = new Scratch<T>(WinogradTiles.Square * WinogradPoints.Step(Whole(g.K), _tiles.Depth));
        var (inputs, gradients) = (_images.Inputs(x), _images.Outputs(gy));
        var copySize = Math.Max(inputs.ImageSize, gradients.ImageSize);
        using var copies = new Scratch<T>(WorkerPool.Threads * copySize);
        var (copied, panels) = (copies, pixels);
        var left = new PointMatrices<T>(values.Pointer, g.K, WinogradPoints.Step(rows, g.K));
        var sums = new PointMatrices<T>(products.Pointer, _tiles.Depth, WinogradPoints.Step(Whole(g.K), _tiles.Depth));
        WorkerPool.For(g.N, (image, thread) =>
        {
            var copy = copied.Pointer + thread * copySize;
            _images.TransformInputs(inputs, image, copy, panels, image * _tiles.Count);
            _images.TransformGradients(gradients, image, copy, left.From(image * _tiles.Count));
        });
        var half = Whole(Integers.CeilDiv(g.K, 2));
        WorkerPool.For(2 * WinogradTiles.Square, piece =>
        {
            var (point, first) = (piece / 2, piece % 2 * half);
            panels.Multiply(
                point, left.Point(point) + first, Math.Min(half, g.K - first), 1, g.K, sums.From(first).Point(point));
        });
        _filters.ReadGradients(sums, gw);
    }

    /// <summary>
    /// Multiplies rows of <paramref name="depth"/> with the weights, a few images at a time.
    /// <paramref name="transform"/> writes the rows of an image, and <paramref name="transformBack"/> reads its
    /// products, rows of <paramref name="columns"/>. Both may use memory for a copy of the image.
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
}
