using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A convolution whose weight W depends on the style w of each image: input channel i is scaled by sᵢ, where
/// s = 1 + A w with a learned A; demodulation then scales each output channel o to unit weight,
/// dₒ = 1/√(Σ (Wₒᵢₖ sᵢ)² + 10⁻⁸). It pads images so that they keep their size.
/// </summary>
/// <remarks>
/// Karras et al. 2020, "Analyzing and improving the image quality of StyleGAN", https://arxiv.org/abs/1912.04958. The
/// images are scaled instead of the weight, which gives the same result and one convolution for the whole batch.
/// </remarks>
public sealed class StyleConv : WeightedLayer
{
    private const double Epsilon = 1e-8;

    private readonly Linear _style;
    private readonly int _inputs, _outputs, _padding;
    private readonly bool _demodulates;

    /// <summary>Creates a layer of zeros; <see cref="Module.Initialize"/> draws its weights.</summary>
    /// <param name="inputs">Channels in, at least 1.</param>
    /// <param name="outputs">Channels out, at least 1.</param>
    /// <param name="size">Side of the square window, odd.</param>
    /// <param name="style">Numbers of a style, at least 1.</param>
    /// <param name="demodulates">Whether output channels are scaled to unit weight; true by default.</param>
    /// <param name="equalized">See <see cref="WeightedLayer.Equalized"/>; null by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public StyleConv(
        int inputs, int outputs, int size, int style, bool demodulates = true, double? equalized = null,
        DType dtype = DType.F32)
        : base([outputs, inputs, size, size], outputs, new Fan(inputs * size * size, outputs * size * size), dtype)
    {
        (_inputs, _outputs, _padding, _demodulates) = (inputs, outputs, size / 2, demodulates);
        Equalized = equalized;
        _style = Child("style", new Linear(style, inputs, dtype: dtype) { Equalized = equalized });
    }

    /// <summary>Returns the weight A, from a style to the scales of the input channels: (inputs, style).</summary>
    internal Tensor StyleWeight() => _style.ScaledWeight();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        Styled(x, x.Shape[2], pass, (y, weight) => y.Conv2d(weight, null, 1, _padding));

    /// <inheritdoc/>
    internal override bool TakesUpsampled => true;

    /// <inheritdoc/>
    internal override Tensor ForwardUpsampled(Tensor x, int scale, Pass pass) =>
        Styled(x, x.Shape[2] * scale, pass, (y, weight) => y.UpsampleConv2d(weight, null, scale, _padding));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 && input[0] == _inputs
        ? [_outputs, input[1], input[2]]
        : throw new TensorException("style-conv", $"takes images of {_inputs} channels, not samples of {input}");

    private Tensor Styled(Tensor x, int side, Pass pass, Func<Tensor, Tensor, Tensor> conv)
    {
        var style = pass.Style ?? throw new TensorException(
            "style-conv", "the pass has no style; a style mapping must come before this layer");
        var weight = WeightFor(pass);
        var scale = _style.Forward(style.At(side), pass) + 1;
        var y = conv(x * scale.Reshape([scale.Shape[0], _inputs, 1, 1]), weight);
        if (_demodulates)
        {
            var squares = scale.Square().MatMul(weight.Square().Sum([2, 3]), transposeB: true);
            y = y * (squares + Epsilon).Pow(-0.5).Reshape([scale.Shape[0], _outputs, 1, 1]);
        }
        return y + BiasFor()!.Reshape([1, _outputs, 1, 1]);
    }
}
