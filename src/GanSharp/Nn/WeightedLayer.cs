using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer with a weight and an optional bias: a linear layer or a convolution.</summary>
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

    /// <summary>The learned weight, before any spectral normalisation.</summary>
    public Tensor Weight { get; }

    /// <summary>The bias, shape (outputs); null if there is none.</summary>
    public Tensor? Bias { get; }

    /// <summary>
    /// Whether the weight starts at zero, whatever the initialiser. A residual block whose last layer starts at zero
    /// starts as its shortcut. False by default.
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

    /// <summary>Returns the weight that a pass multiplies by.</summary>
    private protected Tensor WeightFor(Pass pass) => _spectral is null ? Weight : _spectral.Forward(Weight, pass);

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        initializer.Apply(Weight, Bias, _fan, stream);
        if (BeginsAtZero)
            Weight.Fill(0);
    }
}
