using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Batch normalisation of (N, C) or (N, C, H, W) with learned scale and shift and running statistics; see
/// <see cref="Ops.BatchNorm(Tensor, Tensor, Tensor, double)"/>.
/// </summary>
public sealed class BatchNorm : Module
{
    private readonly Tensor _gamma, _beta, _mean, _variance;
    private readonly double _epsilon, _momentum;

    /// <summary>A layer that changes nothing yet.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="epsilon">Added to the variance; 1e-5 by default.</param>
    /// <param name="momentum">Share of the newest batch in the running statistics; 0.1 by default.</param>
    /// <param name="dtype">Element type; F32 by default.</param>
    public BatchNorm(int channels, double epsilon = 1e-5, double momentum = 0.1, DType dtype = DType.F32)
    {
        (_epsilon, _momentum) = (epsilon, momentum);
        _gamma = Parameter("gamma", [channels], dtype);
        _beta = Parameter("beta", [channels], dtype);
        _mean = Buffer("running-mean", Tensor.Zeros([channels], dtype));
        _variance = Buffer("running-variance", Tensor.Ones([channels], dtype));
        InPlace.Copy(_gamma, _variance);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        if (pass.Mode == Mode.Evaluate)
            return x.NormalizeWith(_mean, _variance, _gamma, _beta, _epsilon);
        var y = x.BatchNorm(_gamma, _beta, _epsilon, out var mean, out var variance);
        if (pass.Mode == Mode.Train)
        {
            var samples = (double)x.Count / x.Shape[1];
            InPlace.Lerp(_mean, mean, _momentum);
            InPlace.Lerp(_variance, variance * (samples / Math.Max(1, samples - 1)), _momentum);
        }
        return y;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank > 0 && input[0] == _gamma.Count ? input
        : throw new TensorException("batch-norm", $"has {_gamma.Count} channels and cannot take samples of {input}");

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        InPlace.Copy(_gamma, Tensor.Ones(_gamma.Shape, _gamma.DType));
        InPlace.Copy(_beta, Tensor.Zeros(_beta.Shape, _beta.DType));
    }
}
