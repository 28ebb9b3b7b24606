using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A transposed convolution over images; see <see cref="TensorOps.ConvTranspose2d"/>. The weight has shape (inputs,
/// outputs, size, size); its fans are those of the second and first axis, as PyTorch counts them.
/// </summary>
public sealed class ConvTranspose2d : WeightedLayer
{
    private readonly int _inputs, _outputs, _size, _stride, _padding, _outputPadding;

    /// <summary>A layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="size">Side of the square window, at least 1.</param>
    /// <param name="stride">Output pixels between windows, at least 1.</param>
    /// <param name="padding">Pixels cut off on every side, at least 0.</param>
    /// <param name="outputPadding">Rows and columns added at the bottom and right, below the stride.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public ConvTranspose2d(
        int inputs, int outputs, int size, int stride = 1, int padding = 0, int outputPadding = 0, bool bias = true,
        DType dtype = DType.F32)
        : base(
            [inputs, outputs, size, size], bias ? outputs : null, new Fan(outputs * size * size, inputs * size * size),
            dtype) =>
        (_inputs, _outputs, _size, _stride, _padding, _outputPadding) = (
            inputs, outputs, size, stride, padding, outputPadding);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        x.ConvTranspose2d(WeightFor(pass), Bias, _stride, _padding, _outputPadding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (_outputPadding >= _stride)
            throw new TensorException(
                "conv-transpose2d", $"output padding {_outputPadding} is not below the stride {_stride}");
        if (input.Rank != 3
            || input[0] != _inputs
            || Extent(1) is < 1 or > int.MaxValue
            || Extent(2) is < 1 or > int.MaxValue)
            throw new TensorException(
                "conv-transpose2d",
                $"{_inputs} channels, windows of {_size} and padding {_padding} do not fit images of {input}");
        return [_outputs, (int)Extent(1), (int)Extent(2)];

        long Extent(int axis) => (input[axis] - 1L) * _stride - 2L * _padding + _size + _outputPadding;
    }
}
