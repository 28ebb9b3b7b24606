using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>
/// The mean gradient of a player over the shards of a batch: (((g₀ + g₁) + g₂) + ...) / n. The order of the additions
/// is that of the shards, wherever they were computed.
/// </summary>
internal abstract class GradientSum
{
    /// <summary>Creates the sum of a player's gradients.</summary>
    public static GradientSum Of(IReadOnlyList<Tensor> parameters, int shards, ProcessGroup processes) =>
        processes switch
        {
            ConnectedProcesses all when parameters[0].DType == DType.F32 =>
                new ExchangedGradients<float>(parameters, new(shards, all), all),
            ConnectedProcesses all => new ExchangedGradients<double>(parameters, new(shards, all), all),
            _ => shards == 1 ? new OnlyGradients(parameters) : new LocalGradientSum(parameters, shards),
        };

    /// <summary>
    /// Computes the gradient of a shard's loss and adds it. Shards come in their order. If this process has one shard,
    /// the tensor scope of the caller stays open until <see cref="Mean"/>.
    /// </summary>
    public abstract void Add(Shard shard, Tensor loss);

    /// <summary>Returns the mean, a tensor for each parameter, when all shards are added.</summary>
    public abstract IReadOnlyList<Tensor> Mean();
}

/// <summary>The gradient of the only shard.</summary>
internal sealed class OnlyGradients(IReadOnlyList<Tensor> parameters) : GradientSum
{
    private IReadOnlyList<Tensor> _gradients = [];

    /// <inheritdoc/>
    public override void Add(Shard shard, Tensor loss) => _gradients = Grad.Of(loss, parameters);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Mean() => _gradients;
}

/// <summary>The sum in one process, which computes all shards.</summary>
internal sealed class LocalGradientSum(IReadOnlyList<Tensor> parameters, int shards) : GradientSum
{
    private readonly Tensor[] _sums =
        [.. parameters.Select(parameter => Tensor.Zeros(parameter.Shape, parameter.DType, parameter.Device))];

    /// <inheritdoc/>
    public override void Add(Shard shard, Tensor loss) => Grad.Of(loss, parameters, ready: (index, gradient) =>
    {
        if (shard.Index == 0)
            InPlace.Copy(_sums[index], gradient);
        else
            InPlace.Add(_sums[index], gradient);
    });

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Mean()
    {
        foreach (var sum in _sums)
            InPlace.Scale(sum, 1.0 / shards);
        return _sums;
    }
}
