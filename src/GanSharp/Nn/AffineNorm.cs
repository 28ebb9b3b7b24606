using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A normalisation without running statistics, with learned scale and shift: layer norm or instance norm.
/// </summary>
public sealed class AffineNorm : Module
{
    private readonly Tensor _gamma, _beta;
    private readonly string _kind;
    private readonly Func<Tensor, Tensor, Tensor, Tensor> _normalize;
    private readonly Func<Shape, int> _values;

    private AffineNorm(
        string kind, Shape affine, double epsilon, DType dtype, Func<Shape, int> values,
        Func<Tensor, Tensor, Tensor, Tensor> normalize)
    {
        (_kind, _values, _normalize, Epsilon) = (kind, values, normalize, epsilon);
        _gamma = Parameter("gamma", affine, dtype);
        _beta = Parameter("beta", affine, dtype);
        _gamma.Fill(1);
    }

    /// <summary>
    /// Creates layer norm over samples of shape <paramref name="sample"/>; see <see cref="TensorOps.LayerNorm"/>.
    /// </summary>
    public static AffineNorm Layer(Shape sample, double epsilon = 1e-5, DType dtype = DType.F32) =>
        new(
            "layer-norm", sample, epsilon, dtype,
            input => input.Size,
            (x, gamma, beta) => x.LayerNorm(gamma, beta, epsilon));

    /// <summary>
    /// Creates instance norm over images of <paramref name="channels"/> channels; see
    /// <see cref="TensorOps.InstanceNorm"/>.
    /// </summary>
    public static AffineNorm Instance(int channels, double epsilon = 1e-5, DType dtype = DType.F32) =>
        new(
            "instance-norm", [channels], epsilon, dtype,
            input => input.Size / channels,
            (x, gamma, beta) => x.InstanceNorm(gamma, beta, epsilon));

    /// <summary>What is added to the variance.</summary>
    internal double Epsilon { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => _normalize(x, _gamma, _beta);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => _values(input) > 1 ? input
        : throw new TensorException(
            _kind, $"normalises a single value of samples of {input}, which always gives 0; leave it out");

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        _gamma.Fill(1);
        _beta.Fill(0);
    }
}
