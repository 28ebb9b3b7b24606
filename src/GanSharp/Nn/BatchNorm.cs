using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Batch normalisation of (N, C) or (N, C, H, W) with learned scale and shift and running statistics; see
/// <see cref="TensorOps.BatchNorm(Tensor, Tensor, Tensor, double)"/>. It may learn a scale and a shift for each class.
/// A pass of several parts has the effect of several passes, one after the other.
/// </summary>
/// <remarks>
/// Ioffe and Szegedy 2015, "Batch normalization"; for classes Dumoulin et al. 2017, "A learned representation for
/// artistic style", https://arxiv.org/abs/1610.07629.
/// </remarks>
public sealed class BatchNorm : Module
{
    private readonly int _channels;
    private readonly bool _byClass;
    private readonly Tensor _gamma, _beta, _mean, _variance;
    private readonly double _epsilon, _momentum;

    /// <summary>Creates a layer with scale 1 and shift 0.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="epsilon">Added to the variance; 1e-5 by default.</param>
    /// <param name="momentum">Share of the newest batch in the running statistics; 0.1 by default.</param>
    /// <param name="classes">
    /// Number of classes that each have a scale and a shift; 0, the default, for one scale and shift that all share.
    /// </param>
    /// <param name="dtype">Element type; F32 by default.</param>
    /// <param name="sync">
    /// Whether a training in shards takes the statistics of the whole batch, not of each shard; false by default.
    /// </param>
    public BatchNorm(
        int channels, double epsilon = 1e-5, double momentum = 0.1, int classes = 0, DType dtype = DType.F32,
        bool sync = false)
    {
        (_channels, _byClass, _epsilon, _momentum, Syncs) = (channels, classes > 0, epsilon, momentum, sync);
        Shape affine = _byClass ? [classes, channels] : [channels];
        _gamma = Parameter("gamma", affine, dtype);
        _beta = Parameter("beta", affine, dtype);
        _mean = Buffer("running-mean", Tensor.Zeros([channels], dtype));
        _variance = Buffer("running-variance", Tensor.Ones([channels], dtype));
        _gamma.Fill(1);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var (gamma, beta) = _byClass ? (null, null) : (_gamma, _beta);
        var y =
            pass.Mode == Mode.Evaluate
                ? x.NormalizeWith(_mean, _variance, gamma, beta, _epsilon)
                : NormalizeBatch(x, gamma, beta, pass);
        return _byClass ? y * OfClass(_gamma, x, pass) + OfClass(_beta, x, pass) : y;
    }

    /// <summary>What is added to the variance.</summary>
    internal double Epsilon => _epsilon;

    /// <summary>
    /// Adds what the layer computes in a shard to what it computes in the others; null, the default, if its statistics
    /// are those of its input alone.
    /// </summary>
    internal IShardSum? ShardSum { get; set; }

    /// <summary>Whether a training in shards gives it a <see cref="ShardSum"/>.</summary>
    internal bool Syncs { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank > 0 && input[0] == _channels ? input
        : throw new TensorException("batch-norm", $"has {_channels} channels and cannot take samples of {input}");

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream)
    {
        _gamma.Fill(1);
        _beta.Fill(0);
    }

    private Tensor NormalizeBatch(Tensor x, Tensor? gamma, Tensor? beta, Pass pass)
    {
        if (x.Count == pass.Parts * _channels)
            throw new TensorException(
                "batch-norm",
                "normalises a single value per channel, which always gives 0; use batches of 2 samples or more");
        if (ShardSum is { } shards)
            return NormalizeShard(x, gamma, beta, pass, shards);
        var y = x.BatchNorm(gamma, beta, _epsilon, out var moments, pass.Parts);
        if (pass.Mode == Mode.Train)
        {
            var samples = (double)x.Count / (pass.Parts * _channels);
            Move(_mean, moments.Mean, pass.Parts);
            Move(_variance, moments.Variance * (samples / Math.Max(1, samples - 1)), pass.Parts);
        }
        return y;
    }

    /// <summary>Normalises a shard by the mean and variance over all shards.</summary>
    private Tensor NormalizeShard(Tensor x, Tensor? gamma, Tensor? beta, Pass pass, IShardSum shards)
    {
        var spatial = Enumerable.Range(2, x.Shape.Rank - 2).Select(axis => x.Shape[axis]).ToArray();
        var split = x.Reshape([pass.Parts, x.Shape[0] / pass.Parts, _channels, .. spatial]);
        int[] axes = [1, .. Enumerable.Range(3, spatial.Length)];
        var samples = (double)x.Count / (pass.Parts * _channels) * shards.Count;
        var mean = Mean(split);
        var centred = split - mean;
        var variance = Mean(centred.Square());
        if (pass.Mode == Mode.Train)
        {
            Move(_mean, mean.Detach(), pass.Parts);
            Move(_variance, variance.Detach() * (samples / Math.Max(1, samples - 1)), pass.Parts);
        }
        var y = (centred / (variance + _epsilon).Sqrt()).Reshape(x.Shape);
        Shape affine = [1, _channels, .. Enumerable.Repeat(1, spatial.Length)];
        return gamma is null ? y : y * gamma.Reshape(affine) + beta!.Reshape(affine);

        Tensor Mean(Tensor values) => OverShards(values.Sum(axes, keepDims: true), shards) * (1 / samples);
    }

    /// <summary>
    /// The sum of a tensor over the shards. The loss is the sum of those of the shards, so the gradient with respect to
    /// x is the sum of the gradients of all shards.
    /// </summary>
    private static Tensor OverShards(Tensor x, IShardSum shards) => Tape.Record(
        "shard-sum", shards.Sum(x), [x], (grad, _) => [OverShards(grad, shards)]);

    /// <summary>Moves a running statistic towards that of each part of the batch in turn.</summary>
    private void Move(Tensor running, Tensor statistic, int parts)
    {
        var rows = statistic.Reshape([parts, _channels]);
        for (var part = 0; part < parts; part++)
            InPlace.Lerp(running, rows.Slice(0, part, 1).Reshape([_channels]), _momentum);
    }

    /// <summary>Returns the row of each sample's class, shaped for broadcasting with x.</summary>
    private static Tensor OfClass(Tensor table, Tensor x, Pass pass) =>
        table
            .Embedding(ConcatLabels.LabelsOf(pass, "batch-norm", x))
            .Reshape([x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)]);
}
