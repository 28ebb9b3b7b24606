using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer of a weight and, perhaps, a bias: linear layers and convolutions.</summary>
public abstract class WeightedLayer : Module
{
    private readonly Fan _fan;
    private SpectralNorm? _spectral;

    private protected WeightedLayer(Shape weight, int? bias, Fan fan, DType dtype)
    {
        _fan = fan;
        Weight = Parameter("weight", weight, dtype);
        Bias = bias is { } outputs ? Parameter("bias", [outputs], dtype) : null;
    }

    /// <summary>The weight as it is learned.</summary>
    public Tensor Weight { get; }

    /// <summary>Shape (outputs), or null.</summary>
    public Tensor? Bias { get; }

    /// <summary>
    /// Whether the weight begins at zero, whatever the initialiser: at the end of a residual block this lets the block
    /// begin as its shortcut. False by default.
    /// </summary>
    public bool BeginsAtZero { get; init; }

    /// <summary>
    /// Whether the weight is divided by its largest singular value in every pass; false by default. See
    /// <see cref="SpectralNorm"/>.
    /// </summary>
    public bool IsSpectral
    {
        get => _spectral is not null;
        init => _spectral = value ? Child("spectral", new SpectralNorm(Weight.Shape[0], Weight.DType)) : null;
    }

    /// <summary>The weight that a pass multiplies with.</summary>
    private protected Tensor WeightFor(Pass pass) => _spectral is null ? Weight : _spectral.Forward(Weight, pass);

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        initializer.Apply(Weight, Bias, _fan, stream);
        if (BeginsAtZero)
            Weight.Fill(0);
    }
}
