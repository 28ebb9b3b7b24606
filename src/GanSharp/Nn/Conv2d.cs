using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A convolution over images; see <see cref="TensorOps.Conv2d"/>. The weight has shape (outputs, inputs / groups, size,
/// size).
/// </summary>
public sealed class Conv2d : WeightedLayer
{
    private readonly int _inputs, _outputs, _groups;
    private readonly ConvWindow _window;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="window">The square window.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    /// <param name="groups">Groups of channels that are convolved separately; 1 by default.</param>
    /// <exception cref="TensorException">The groups do not divide the channels.</exception>
    public Conv2d(
        int inputs, int outputs, ConvWindow window, bool bias = true, DType dtype = DType.F32, int groups = 1)
        : base(
            [outputs, InputsOf(inputs, outputs, groups), window.Size, window.Size], bias ? outputs : null,
            new Fan(inputs / groups * window.Area, outputs / groups * window.Area), dtype) =>
        (_inputs, _outputs, _window, _groups) = (inputs, outputs, window, groups);

    /// <summary>The window and its stride and padding.</summary>
    internal ConvWindow Window => _window;

    /// <summary>Groups of channels that are convolved apart.</summary>
    internal int Groups => _groups;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        x.Conv2d(WeightFor(pass), BiasFor(), _window.Stride, _window.Padding, _groups);

    /// <inheritdoc/>
    internal override bool TakesUpsampled => _window.Stride == 1 && _groups == 1;

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

    private static int InputsOf(int inputs, int outputs, int groups) =>
        groups > 0 && inputs % groups == 0 && outputs % groups == 0
            ? inputs / groups
            : throw new TensorException(
                "conv2d", $"{groups} groups do not divide {inputs} channels in and {outputs} channels out");
}
