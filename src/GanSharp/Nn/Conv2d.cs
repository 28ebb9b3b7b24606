using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A convolution over images; see <see cref="TensorOps.Conv2d"/>. The weight has shape (outputs, inputs, size, size).
/// </summary>
public sealed class Conv2d : WeightedLayer
{
    private readonly int _inputs, _outputs, _size, _stride, _padding;

    /// <summary>A layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="size">Side of the square window, at least 1.</param>
    /// <param name="stride">Pixels between windows, at least 1.</param>
    /// <param name="padding">Zeros around the image, at least 0.</param>
    /// <param name="bias">Whether a bias is added; true by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public Conv2d(
        int inputs, int outputs, int size, int stride = 1, int padding = 0, bool bias = true, DType dtype = DType.F32)
        : base(
            [outputs, inputs, size, size], bias ? outputs : null, new Fan(inputs * size * size, outputs * size * size),
            dtype) => (_inputs, _outputs, _size, _stride, _padding) = (inputs, outputs, size, stride, padding);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => x.Conv2d(WeightFor(pass), Bias, _stride, _padding);

    /// <summary>Whether <see cref="ForwardUpsampled"/> can be used.</summary>
    internal bool TakesUpsampled => _stride == 1;

    /// <summary>
    /// The output for images whose every pixel is repeated <paramref name="scale"/> times in each direction.
    /// </summary>
    internal Tensor ForwardUpsampled(Tensor x, int scale, Pass pass) =>
        x.UpsampleConv2d(WeightFor(pass), Bias, scale, _padding);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        if (input.Rank != 3
            || input[0] != _inputs
            || Extent(1) is < 1 or > int.MaxValue
            || Extent(2) is < 1 or > int.MaxValue)
            throw new TensorException(
                "conv2d",
                $"{_inputs} channels through windows of {_size} with padding {_padding} do not fit images of {input}");
        return [_outputs, (int)Extent(1), (int)Extent(2)];

        long Extent(int axis) =>
            input[axis] + 2L * _padding < _size ? 0 : (input[axis] + 2L * _padding - _size) / _stride + 1;
    }
}
