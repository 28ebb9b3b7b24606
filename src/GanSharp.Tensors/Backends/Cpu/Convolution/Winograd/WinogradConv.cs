using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Convolutions with fewer multiplications, the entry to this folder. The filters and the pixels of a tile are
/// coefficients of polynomials, and a few points in each direction determine the product of two polynomials
/// (<see cref="IPoints"/>). With W the filters at these points (<see cref="FilterTransform"/>) and X the pixels
/// (<see cref="InputTransform"/>), the outputs are the <see cref="OutputTransform"/> of Σ X·W over channels, which is
/// one matrix product for each point. The two gradients are the adjoints, step by step.
/// </summary>
/// <remarks>
/// Filters with stride s act on s² grids of pixels, each s apart, on which they have side / s taps per direction.
/// There is one form for 2 and one for 3 taps, both with tiles of 4 × 4 outputs. Odd filters of stride 2 have one tap
/// less in the second row and column of grids. <see cref="WinogradCost"/> tells when this pays.
/// <code>
/// taps     points    multiplications    instead of    filters
/// 2 × 2    5 × 5     25                 64            2 × 2
///                    100                256           4 × 4 with stride 2
///                    81                 144           3 × 3 with stride 2
/// 3 × 3    6 × 6     36                 144           3 × 3
///                    121                400           5 × 5 with stride 2
/// </code>
/// Lavin and Gray 2016, "Fast algorithms for convolutional neural networks", https://arxiv.org/abs/1509.09308.
/// </remarks>
internal sealed unsafe class WinogradConv<T>(ConvGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Least number of channels of all grids, and of filters. With fewer, the transforms take longer than the products.
    /// </summary>
    private const int LeastChannels = 32;

    /// <summary>Sums at all points for the gradient of the weights that take long to and from memory.</summary>
    private const int ManySums = 8 << 20;

    /// <summary>
    /// Panels of filters for which many sums are taken at a time, if all tiles are at the points at once.
    /// </summary>
    private const int PanelsOfPart = 4;

    private readonly WinogradTiles _tiles = new(g);
    private readonly WinogradBands _gradientBands = new WinogradTiles(g).GradientBands;
    private readonly WinogradImages<T> _images = new(g, new(g));
    private readonly WinogradFilters<T> _filters = new(g, new(g));

    /// <summary>Whether a panel holds at least one register, as it does for every vector instruction set.</summary>
    public static bool IsSupported => MicroKernel.Narrow<T>() >= Vector<T>.Count;

    /// <summary>Whether a convolution and its input gradient are faster here than directly.</summary>
    public static bool Suits(in ConvGeometry g) => IsPossible(g) && new WinogradCost(g).IsLow;

    /// <summary>Whether the gradient of the weights is faster here than directly.</summary>
    public static bool SuitsWeightGradient(in ConvGeometry g) =>
        IsPossible(g) && new WinogradCost(g).IsLowForWeightGradient;

    /// <summary>
    /// Square filters of 2 or 3 taps per direction and grid, and enough channels in multiples of 16.
    /// </summary>
    private static bool IsPossible(in ConvGeometry g)
    {
        var tiles = new WinogradTiles(g);
        return IsSupported && g.R == g.S && (g.R % g.Stride == 0 || g.Stride == 2) && tiles.Taps is 2 or 3
            && g.C % WinogradTiles.ChannelMultiple == 0 && g.K % WinogradTiles.ChannelMultiple == 0
            && Math.Min(tiles.Depth, g.K) >= LeastChannels;
    }

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public void Forward(T* x, T* w, T* bias, T* y)
    {
        var (inputs, outputs) = (_images.Inputs(x), _images.Outputs(y));
        new WinogradProduct<T>(g, _tiles.Depth, g.K)
        {
            NotZero = point => (_tiles.ChannelsAt(point), ..g.K),
            GridColumns = g.K,
            Copy = columns => _filters.FiltersLast(w, columns),
            Filters = (taps, depth, columns, to, row) => _filters.Transform(taps, depth, columns, to, row),
            Inputs = (part, copy, to, row) => _images.TransformInputs(inputs, part, copy, to, row),
            Outputs = (part, copy, from) => _images.ReadOutputs(from, copy, outputs, part, bias),
        }.Run(Math.Max(_images.InputCopySize(_tiles.Bands), _images.OutputCopySize(_tiles.Bands)));
    }

    /// <summary>As <see cref="ConvKernels.InputGradient"/>.</summary>
    public void InputGradient(T* gy, T* w, T* bias, T* gx)
    {
        var (gradients, inputs) = (_images.Outputs(gy), _images.Inputs(gx));
        var second = _images.OutputCopySize(_tiles.Bands);
        new WinogradProduct<T>(g, g.K, _tiles.Depth)
        {
            NotZero = point => (..g.K, _tiles.ChannelsAt(point)),
            GridColumns = g.C,
            Copy = columns => _filters.ChannelsLast(w, columns),
            Filters = (taps, depth, columns, to, row) => _filters.TransformTransposed(taps, depth, columns, to, row),
            Inputs = (part, copy, to, row) => _images.TransformGradients(gradients, part, copy, to, row),
            Outputs = (part, copy, from) => _images.ReadInputGradients(from, copy + second, inputs, part, bias),
        }.Run(second + _images.InputCopySize(_tiles.Bands));
    }

    /// <summary>As <see cref="ConvKernels.WeightGradient"/>.</summary>
    public void WeightGradient(T* x, T* gy, T* gw)
    {
        var bands = g.N * _gradientBands.Count;
        var count = Math.Min(bands, Integers.CeilDiv(_tiles.EnoughForWeightGradient, _gradientBands.Tiles));
        var rows = count * _gradientBands.Tiles;
        var rowSize = _tiles.Depth + VectorCopy.LineBytes / sizeof(T);
        var pixelStep = WinogradPoints.Step(rows, rowSize);
        using var values = new Scratch<T>(_tiles.Square * pixelStep);
        using var gradients = new WinogradPanels<T>(_tiles.Square, rows, g.K);
        var isCut = count == bands && (long)_tiles.Square * _tiles.Depth * g.K > ManySums;
        var panels = isCut ? Math.Min(PanelsOfPart, gradients.Panels) : gradients.Panels;
        var width = gradients.ColumnsOf(..panels).Count;
        // The micro-kernel writes whole tiles, so the last one reaches beyond the sums.
        var sumStep = WinogradPoints.Step(_tiles.Depth + MicroKernel.Rows, width);
        using var products = new Scratch<T>(_tiles.Square * sumStep);
        var copySize = Math.Max(_images.InputCopySize(_gradientBands), _images.OutputCopySize(_gradientBands));
        using var copies = new Scratch<T>(WorkerPool.Threads * copySize);
        // Rows are a cache line longer than necessary, so that those of a panel do not compete for the same lines.
        var pixels = new PointMatrices<T>(values.Pointer, rowSize, pixelStep);
        var sums = new PointMatrices<T>(products.Pointer, width, sumStep);
        for (var panel = 0; panel < gradients.Panels; panel += panels)
        {
            var part = panel..Math.Min(panel + panels, gradients.Panels);
            for (var first = 0; first < bands; first += count)
            {
                var some = (first, Math.Min(count, bands - first));
                if (panel == 0)
                    Transform(x, gy, some, copies, pixels, gradients);
                AddProducts(some, pixels, gradients, part, sums);
            }
            _filters.ReadGradients(sums, gradients.ColumnsOf(part), gw);
        }
    }

    /// <summary>Brings some bands of both operands of the gradient of the weights to the points.</summary>
    private void Transform(
        T* x, T* gy, (int First, int Count) bands, Scratch<T> copies, PointMatrices<T> pixels,
        WinogradPanels<T> gradients)
    {
        var (first, count) = bands;
        var (inputs, outputs) = (_images.Inputs(x), _images.Outputs(gy));
        var copySize = copies.Count / WorkerPool.Threads;
        WorkerPool.For(count, (i, thread) =>
        {
            var copy = copies.Pointer + thread * copySize;
            var (part, row) = (Part(first + i), RowOf(first + i) - RowOf(first));
            _images.TransformInputs(inputs, part, copy, pixels, row);
            _images.TransformGradients(outputs, part, copy, gradients, row);
        });
    }

    /// <summary>
    /// Adds the products of some bands to the sums of some panels; those of the first bands replace what is there.
    /// </summary>
    private void AddProducts(
        (int First, int Count) bands, PointMatrices<T> pixels, WinogradPanels<T> gradients, Range panels,
        PointMatrices<T> sums)
    {
        var (first, count) = bands;
        var rows = RowOf(first + count) - RowOf(first);
        var firstColumn = gradients.ColumnsOf(panels).First;
        WorkerPool.For(2 * _tiles.Square, piece =>
        {
            var (point, half) = Math.DivRem(piece, 2);
            var (channel, all) = _tiles.ChannelsAt(point).GetOffsetAndLength(_tiles.Depth);
            var part = MicroKernel.WholeTiles(all / 2);
            var (start, length) = half == 0 ? (channel, part) : (channel + part, all - part);
            gradients.Multiply(
                point, panels, new(pixels.Point(point) + start, length, 1, pixels.Contiguous), ..rows,
                new(sums.From(start).Point(point) - firstColumn, sums.Contiguous), adds: first > 0);
        });
    }

    /// <summary>A band, counted through all images.</summary>
    private (int Image, WinogradBand Band) Part(int band) =>
        (band / _gradientBands.Count, _gradientBands[band % _gradientBands.Count]);

    /// <summary>The row of the first tile of a band, counted through all images.</summary>
    private int RowOf(int band) => band / _gradientBands.Count * _tiles.Count + Part(band).Band.FirstTile;
}
