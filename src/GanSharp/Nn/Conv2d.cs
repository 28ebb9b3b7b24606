using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A convolution over images; see <see cref="TensorOps.Conv2d"/>. The weight has shape (outputs, inputs, size, size).
/// </summary>
public sealed class Conv2d : WeightedLayer
{
    private readonly int _inputs, _outputs;
    private readonly ConvWindow _window;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="window">The square window.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public Conv2d(int inputs, int outputs, ConvWindow window, bool bias = true, DType dtype = DType.F32)
        : base(
            [outputs, inputs, window.Size, window.Size], bias ? outputs : null,
            new Fan(inputs * window.Area, outputs * window.Area), dtype) =>
        (_inputs, _outputs, _window) = (inputs, outputs, window);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        x.Conv2d(WeightFor(pass), BiasFor(), _window.Stride, _window.Padding);

    /// <inheritdoc/>
    internal override bool TakesUpsampled => _window.Stride == 1;

    /// <inheritdoc/>
    internal override Tensor ForwardUpsampled(Tensor x, int scale, Pass pass) =>
        x.UpsampleConv2d(WeightFor(pass), BiasFor(), scale, _window.Padding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != 3
            || input[0] != _inputs
            || Extent(1) is < 1 or > int.MaxValue
            || Extent(2) is < 1 or > int.MaxValue)
            throw new TensorException(
                "conv2d",
                $"{_inputs} channels through windows of {_window.Size} with padding {_window.Padding} "
                + $"do not fit images of {input}");
        return [_outputs, (int)Extent(1), (int)Extent(2)];

        long Extent(int axis) => input[axis] + 2L * _window.Padding is var extent && extent < _window.Size ? 0
            : (extent - _window.Size) / _window.Stride + 1;
    }
}
