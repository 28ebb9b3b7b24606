using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Skip-layer excitation: multiplies each channel of the features by a gate from 0 to 1, which is computed from smaller
/// features earlier in the chain. These are pooled to about 4×4, then a layer for all their pixels, a leaky ReLU of
/// slope 0.1, a layer for the channels and a sigmoid follow; no layer has a bias.
/// </summary>
/// <remarks>
/// Liu et al. 2021, "Towards faster and stabilized GAN training for high-fidelity few-shot image synthesis",
/// https://arxiv.org/abs/2101.04775.
/// </remarks>
public sealed class SkipExcitation : Module
{
    private const int Side = 4;
    private const double Slope = 0.1;

    private readonly Sequential _gate;
    private readonly int _channels;

    /// <summary>Creates an excitation.</summary>
    /// <param name="source">The index in the chain of the layer whose output the gate is computed from.</param>
    /// <param name="smaller">The shape of one sample of that output.</param>
    /// <param name="channels">Channels of the features that are multiplied.</param>
    /// <param name="spectral">See <see cref="WeightedLayer.IsSpectral"/>; false by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public SkipExcitation(
        int source, Shape smaller, int channels, bool spectral = false, DType dtype = DType.F32)
    {
        (Source, _channels) = (source, channels);
        var window = Math.Max(1, Math.Min(smaller[1], smaller[2]) / Side);
        var pool = Resample.AveragePool(window, window);
        _gate = Child("gate", new Sequential(
        [
            ("avg-pool", pool),
            ("flatten", new Flatten()),
            ("linear", Linear(pool.OutputShape(smaller).Size)),
            ("leaky-relu", new Activation(x => x.LeakyRelu(Slope))),
            ("linear", Linear(channels)),
            ("sigmoid", new Activation(x => x.Sigmoid())),
        ]));

        Linear Linear(int inputs) => new(inputs, channels, bias: false, dtype) { IsSpectral = spectral };
    }

    /// <summary>The index of the layer whose output the gate is computed from.</summary>
    internal int Source { get; }

    /// <summary>Returns x: only a chain has the smaller features.</summary>
    public override Tensor Forward(Tensor x, Pass pass) => x;

    /// <summary>Multiplies the features by the gate of the smaller ones.</summary>
    internal Tensor Excite(Tensor x, Tensor smaller, Pass pass) =>
        x * _gate.Forward(smaller, pass).Reshape([x.Shape[0], _channels, 1, 1]);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 && input[0] == _channels ? input
        : throw new TensorException(
            "skip-excitation", $"takes images of {_channels} channels, not samples of {input}");
}
