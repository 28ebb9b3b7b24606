using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A normalisation without running statistics, with learned scale and shift: layer norm or instance norm.</summary>
public sealed class AffineNorm : Module
{
    private readonly Tensor _gamma, _beta;
    private readonly Func<Tensor, Tensor, Tensor, Tensor> _normalize;

    private AffineNorm(Shape affine, DType dtype, Func<Tensor, Tensor, Tensor, Tensor> normalize)
    {
        _normalize = normalize;
        _gamma = Parameter("gamma", affine, dtype);
        _beta = Parameter("beta", affine, dtype);
        _gamma.Fill(1);
    }

    /// <summary>Layer norm over samples of <paramref name="sample"/>; see <see cref="Ops.LayerNorm"/>.</summary>
    public static AffineNorm Layer(Shape sample, double epsilon = 1e-5, DType dtype = DType.F32) =>
        new(sample, dtype, (x, gamma, beta) => x.LayerNorm(gamma, beta, epsilon));

    /// <summary>Instance norm over images of that many channels; see <see cref="Ops.InstanceNorm"/>.</summary>
    public static AffineNorm Instance(int channels, double epsilon = 1e-5, DType dtype = DType.F32) =>
        new([channels], dtype, (x, gamma, beta) => x.InstanceNorm(gamma, beta, epsilon));

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => _normalize(x, _gamma, _beta);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        _gamma.Fill(1);
        _beta.Fill(0);
    }
}
