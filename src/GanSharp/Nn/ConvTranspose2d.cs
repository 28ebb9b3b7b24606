using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A transposed convolution over images; see <see cref="TensorOps.ConvTranspose2d"/>. The weight has shape (inputs,
/// outputs, size, size); its fan in and fan out come from the second and the first axis, as in PyTorch.
/// </summary>
public sealed class ConvTranspose2d : WeightedLayer
{
    private readonly int _inputs, _outputs, _outputPadding;
    private readonly ConvWindow _window;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="window">The square window; its padding is removed from every side of the output.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and right, below the stride.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public ConvTranspose2d(
        int inputs, int outputs, ConvWindow window, int outputPadding = 0, bool bias = true, DType dtype = DType.F32)
        : base(
            [inputs, outputs, window.Size, window.Size], bias ? outputs : null,
            new Fan(outputs * window.Area, inputs * window.Area), dtype) =>
        (_inputs, _outputs, _window, _outputPadding) = (inputs, outputs, window, outputPadding);

    /// <summary>The window and its stride and padding.</summary>
    internal ConvWindow Window => _window;

    /// <summary>Rows and columns added at the bottom and right.</summary>
    internal int OutputPadding => _outputPadding;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        x.ConvTranspose2d(WeightFor(pass), BiasFor(), _window.Stride, _window.Padding, _outputPadding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (_outputPadding >= _window.Stride)
            throw new TensorException(
                "conv-transpose2d", $"output padding {_outputPadding} is not below the stride {_window.Stride}");
        if (input.Rank != 3
            || input[0] != _inputs
            || Extent(1) is < 1 or > int.MaxValue
            || Extent(2) is < 1 or > int.MaxValue)
            throw new TensorException(
                "conv-transpose2d",
                $"{_inputs} channels, windows of {_window.Size} and padding {_window.Padding} "
                + $"do not fit images of {input}");
        return [_outputs, (int)Extent(1), (int)Extent(2)];

        long Extent(int axis) =>
            (input[axis] - 1L) * _window.Stride - 2L * _window.Padding + _window.Size + _outputPadding;
    }
}
