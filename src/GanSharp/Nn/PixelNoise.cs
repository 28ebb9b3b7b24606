using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Adds noise to each pixel, the same for all channels, times a learned strength that starts at 0. Where the pass has
/// no noise, as in evaluation, every image gets the layer's own fixed noise, so that samples depend on their latent
/// alone.
/// </summary>
/// <remarks>Karras et al. 2019, "A style-based generator architecture", https://arxiv.org/abs/1812.04948.</remarks>
public sealed class PixelNoise : Module
{
    private readonly Tensor _strength, _fixed;

    /// <summary>Creates a layer for images of a size.</summary>
    public PixelNoise(int height, int width, DType dtype = DType.F32)
    {
        _strength = Parameter("strength", [1], dtype);
        _fixed = Buffer("noise", Tensor.Ones([1, 1, height, width], dtype));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) =>
        x + _strength * (pass.Normal?.Invoke([x.Shape[0], 1, x.Shape[2], x.Shape[3]]) ?? _fixed);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3
        && (input[1], input[2]) == (_fixed.Shape[2], _fixed.Shape[3])
            ? input
            : throw new TensorException(
                "noise", $"has noise for {_fixed.Shape[2]}×{_fixed.Shape[3]} pixels, not for samples of {input}");

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        _strength.Fill(0);
        InPlace.Copy(_fixed, stream.Normal(_fixed.Shape, dtype: _fixed.DType, device: _fixed.Device));
    }
}
