using GanSharp.Tensors;

namespace GanSharp.Init;

/// <summary>
/// The number of inputs that one output depends on (<paramref name="In"/>), and of outputs that one input affects
/// (<paramref name="Out"/>).
/// </summary>
public readonly record struct Fan(int In, int Out);

/// <summary>
/// A distribution of the initial weight and bias of a layer. Norm layers always start with scale 1 and shift 0.
/// </summary>
public abstract record Initializer
{
    /// <summary>Fills <paramref name="weight"/> and <paramref name="bias"/> (null where the layer has none).</summary>
    public abstract void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream);

    /// <summary>Returns the initialiser of a module and of all below it; this one by default.</summary>
    internal virtual Initializer Within(Nn.Module module) => this;
}

/// <summary>Weights from N(0, <paramref name="Std"/>²), zero bias. DCGAN uses 0.02.</summary>
public sealed record NormalInit(double Std = 0.02) : Initializer
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        InPlace.Copy(weight, stream.Normal(weight.Shape, 0, Std, weight.DType, weight.Device));
        bias?.Fill(0);
    }
}

/// <summary>
/// Weights from N(0, 2 / fan in), zero bias. The standard deviation is 1/√(fan in / 2); some GAN code calls it Xavier.
/// </summary>
/// <remarks>He et al. 2015, "Delving deep into rectifiers".</remarks>
public sealed record FanInNormalInit : Initializer
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        InPlace.Copy(weight, stream.Normal(weight.Shape, 0, Math.Sqrt(2d / fan.In), weight.DType, weight.Device));
        bias?.Fill(0);
    }
}

/// <summary>Weights from U(-a, a) with a = √(6 / (fan in + fan out)), zero bias.</summary>
/// <remarks>
/// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".
/// </remarks>
public sealed record XavierUniformInit : Initializer
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        var bound = Math.Sqrt(6d / (fan.In + fan.Out));
        InPlace.Copy(weight, stream.Uniform(weight.Shape, -bound, bound, weight.DType, weight.Device));
        bias?.Fill(0);
    }
}

/// <summary>Weights and bias from U(-a, a) with a = 1/√(fan in): the default of PyTorch's layers.</summary>
public sealed record FanInUniformInit : Initializer
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        var bound = 1 / Math.Sqrt(fan.In);
        InPlace.Copy(weight, stream.Uniform(weight.Shape, -bound, bound, weight.DType, weight.Device));
        if (bias is not null)
            InPlace.Copy(bias, stream.Uniform(bias.Shape, -bound, bound, bias.DType, bias.Device));
    }
}

/// <summary>
/// Weights from N(0, 1), zero bias, for layers with equalised learning rates
/// (<see cref="Nn.WeightedLayer.Equalized"/>).
/// </summary>
/// <remarks>Karras et al. 2018, "Progressive growing of GANs", https://arxiv.org/abs/1710.10196.</remarks>
public sealed record EqualizedInit : Initializer
{
    /// <inheritdoc/>
    public override void Apply(Tensor weight, Tensor? bias, Fan fan, RandomStream stream)
    {
        InPlace.Copy(weight, stream.Normal(weight.Shape, dtype: weight.DType, device: weight.Device));
        bias?.Fill(0);
    }
}
