namespace GanSharp.Tensors.Autograd;

/// <summary>How a convolution or a transposed convolution moves its windows.</summary>
/// <param name="Stride">Pixels from one window to the next.</param>
/// <param name="Padding">Zeros on every side of the larger image.</param>
/// <param name="OutputPadding">
/// Rows and columns that a transposed convolution adds at the bottom and right; 0 for a convolution.
/// </param>
/// <param name="Groups">Groups of channels that are convolved separately.</param>
public readonly record struct ConvAttributes(
    int Stride, int Padding, (int Rows, int Columns) OutputPadding, int Groups);

/// <summary>The windows of a pooling.</summary>
/// <param name="Size">Their side.</param>
/// <param name="Stride">Pixels from one window to the next.</param>
public readonly record struct PoolAttributes(int Size, int Stride);

/// <summary>The elements of a slice, or the zeros that a padding adds.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="First">The index of a slice's first element; the zeros before the elements.</param>
/// <param name="Second">The length of a slice; the zeros after the elements.</param>
public readonly record struct RangeAttributes(int Axis, int First, int Second);

/// <summary>Which matrices a product transposes.</summary>
/// <param name="First">Whether it transposes the first.</param>
/// <param name="Second">Whether it transposes the second.</param>
public readonly record struct MatMulAttributes(bool First, bool Second);

/// <summary>
/// The settings of a normalisation. After the first input follow the scale and the shift, as far as it has them.
/// </summary>
/// <param name="Epsilon">The number that is added to the variance.</param>
/// <param name="HasGamma">Whether an input is a scale.</param>
/// <param name="HasBeta">Whether an input, the last, is a shift.</param>
public readonly record struct NormAttributes(double Epsilon, bool HasGamma, bool HasBeta);

/// <summary>The axes of a mean.</summary>
/// <param name="Axes">The axes; null for all.</param>
/// <param name="KeepDims">Whether they stay, with extent 1.</param>
public readonly record struct ReduceAttributes(int[]? Axes, bool KeepDims);
