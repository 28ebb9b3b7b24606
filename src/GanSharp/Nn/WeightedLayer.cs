using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer with a weight and an optional bias: a linear layer or a convolution.</summary>
public abstract class WeightedLayer : Module
{
    private readonly Fan _fan;
    private SpectralNorm? _spectral;
    private Tensor? _evaluated;

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
    public bool StartsAtZero { get; init; }

    /// <summary>
    /// Whether the weight is divided by its largest singular value in every pass; false by default. See
    /// <see cref="SpectralNorm"/>.
    /// </summary>
    public bool IsSpectral
    {
        get => _spectral is not null;
        init => _spectral = value ? Child("spectral", new SpectralNorm(Weight.Shape[0], Weight.DType)) : null;
    }

    /// <summary>
    /// The learning rate of this layer relative to the others, with equalised learning rates: the weight, which starts
    /// from N(0, 1) divided by this factor, is multiplied by factor/√(fan in) in every pass, and the bias by the
    /// factor. Null, the default, for a plain weight. Karras et al. 2018, https://arxiv.org/abs/1710.10196.
    /// </summary>
    public double? Equalized { get; init; }

    /// <summary>Whether <see cref="ForwardUpsampled"/> can be used.</summary>
    internal virtual bool TakesUpsampled => false;

    /// <summary>
    /// Computes the output for images with every pixel repeated <paramref name="scale"/> times in each direction.
    /// </summary>
    internal virtual Tensor ForwardUpsampled(Tensor x, int scale, Pass pass) => throw new NotSupportedException();

    /// <summary>Returns the weight that a pass multiplies by.</summary>
    private protected Tensor WeightFor(Pass pass) =>
        pass.Mode == Mode.Evaluate && _evaluated is not null ? _evaluated
        : _spectral is null ? ScaledWeight() : _spectral.Forward(ScaledWeight(), pass);

    /// <summary>
    /// Computes the weight of evaluations once and for all, for a network that is not trained any more. The bits of its
    /// output stay the same.
    /// </summary>
    internal void KeepEvaluatedWeight()
    {
        using var untracked = Tape.Pause();
        using var lasting = TensorScope.Pause();
        if (_spectral is not null || Equalized is not null)
            _evaluated ??= WeightFor(Pass.Evaluate);
    }

    /// <summary>Returns the weight, scaled as <see cref="Equalized"/> says.</summary>
    internal Tensor ScaledWeight() => Equalized is { } factor ? Weight * (factor / Math.Sqrt(_fan.In)) : Weight;

    /// <summary>Returns the weight that an evaluation multiplies by.</summary>
    internal Tensor EvaluatedWeight() => WeightFor(Pass.Evaluate);

    /// <summary>Returns the bias that an evaluation adds; null if there is none.</summary>
    internal Tensor? EvaluatedBias() => BiasFor();

    /// <summary>Returns the bias that a pass adds.</summary>
    private protected Tensor? BiasFor() => Bias is not null && Equalized is { } factor and not 1 ? Bias * factor : Bias;

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        initializer.Apply(Weight, Bias, _fan, stream);
        if (Equalized is { } factor and not 1)
            InPlace.Copy(Weight, Weight.Detach() / factor);
        if (StartsAtZero)
            Weight.Fill(0);
    }
}
