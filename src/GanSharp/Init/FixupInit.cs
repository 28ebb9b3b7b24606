using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Init;

/// <summary>
/// Weights from N(0, g² / fan in), zero bias, for residual networks without normalisation. In the body of each of the L
/// residual blocks, the last of its m weighted layers starts at zero, and the others have
/// g = √(2 / (1 + slope²)) · L^(-1 / (2m - 2)), so that the first steps change the output as much in a deep network as
/// in a shallow one. Layers elsewhere have g = 1.
/// </summary>
/// <param name="Slope">The slope of the leaky ReLUs between the layers of a body; 0 for ReLUs.</param>
/// <remarks>
/// Zhang et al. 2019, "Fixup initialization: residual learning without normalization",
/// https://arxiv.org/abs/1901.09321; with the gains of Huang et al. 2024, https://arxiv.org/abs/2501.05441.
/// </remarks>
public sealed record FixupInit(double Slope = 0) : Initializer
{
    private int _blocks;
    private WeightedLayer[] _body = [];

    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        InPlace.Copy(
            weight, stream.Normal(weight.Shape, 0, GainOf(weight) / Math.Sqrt(fan.In), weight.DType, weight.Device));
        bias?.Fill(0);
    }

    /// <inheritdoc/>
    internal override Initializer Within(Module module)
    {
        var blocks = _blocks > 0 ? _blocks : module.All.OfType<Residual>().Count();
        return module is Residual block
            ? this with { _blocks = blocks, _body = [.. block.Body.All.OfType<WeightedLayer>()] }
            : this with { _blocks = blocks };
    }

    private double GainOf(Tensor weight)
    {
        var layer = Array.FindIndex(_body, layer => layer.Weight == weight);
        return layer < 0 ? 1
            : layer == _body.Length - 1 ? 0
            : Math.Sqrt(2 / (1 + Slope * Slope)) * Math.Pow(_blocks, -1.0 / (2 * _body.Length - 2));
    }
}
