using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// The mapping network of a style generator, from noise z to a style w. The layers after it in a chain read w as their
/// style; its own output is w too. In training it keeps the mean style m. In evaluation, w becomes m + ψ (w - m) with
/// the truncation ψ of the pass.
/// </summary>
/// <remarks>Karras et al. 2019, "A style-based generator architecture", https://arxiv.org/abs/1812.04948.</remarks>
public sealed class StyleMapping : Module
{
    private const double Momentum = 0.002;

    private readonly Module _layers;
    private readonly Tensor _mean;

    /// <summary>Creates the mapping of some layers, from vectors to vectors.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="size">Numbers of a style, as many as the layers yield.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public StyleMapping(Module layers, int size, DType dtype = DType.F32)
    {
        _layers = Child("layers", layers);
        _mean = Buffer("mean", Tensor.Zeros([size], dtype));
    }

    /// <summary>The mean style.</summary>
    public Tensor Mean => _mean;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var w = _layers.Forward(x, pass);
        if (pass.Mode == Mode.Train)
            InPlace.Lerp(_mean, w.Detach().Mean([0]), Momentum);
        return pass.Mode == Mode.Evaluate && pass.Truncation != 1 ? _mean + pass.Truncation * (w - _mean) : w;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => _layers.OutputShape(input);

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) =>
        [("layers", _layers, input)];
}
