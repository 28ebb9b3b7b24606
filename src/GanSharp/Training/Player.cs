using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;
using GanSharp.Training.Distributed;

namespace GanSharp.Training;

/// <summary>A network and its optimiser.</summary>
/// <param name="name"><c>generator</c> or <c>discriminator</c>, for messages and names in checkpoints.</param>
/// <param name="network">The network.</param>
/// <param name="options">The optimiser to create.</param>
/// <param name="shards">The number of shards of a batch.</param>
/// <param name="processes">The processes that compute them.</param>
internal sealed class Player(
    string name, Module network, OptimizerOptions options, int shards, ProcessGroup processes)
{
    private const double LeastMove = 1e-8;

    public string Name => name;

    public Module Network => network;

    /// <summary>The gradient of the next step.</summary>
    public GradientSum Gradients { get; } = GradientSum.Of(network.Parameters, shards, processes);

    public Optimizer Optimizer { get; } = options.Create(network.Parameters);

    /// <summary>The network's tensors, with their names in messages.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State =>
        network.State.Select(entry => ($"the {name}'s {entry.Name}", entry.Tensor));

    /// <summary>A copy of all weights, owned by the caller's scope.</summary>
    public Tensor[] Weights() => [.. network.Parameters.Select(parameter => parameter.Detach() + 0)];

    /// <summary>
    /// Whether the weights w differ from the earlier weights w' by more than rounding: ‖w - w'‖ above 1e-8 ‖w'‖. The
    /// earlier weights become the difference, so that no more memory is needed.
    /// </summary>
    public bool HasMovedFrom(Tensor[] before)
    {
        using var scope = new TensorScope();
        var size = Inspection.SumOfSquares(before).Item();
        foreach (var (weights, earlier) in network.Parameters.Zip(before))
        {
            InPlace.Scale(earlier, -1);
            InPlace.Add(earlier, weights.Detach());
        }
        return Inspection.SumOfSquares(before).Item() > LeastMove * LeastMove * size;
    }

    /// <summary>Makes a step and returns its learning rate.</summary>
    public double Step(IReadOnlyList<Tensor> gradients, double learningRateFactor)
    {
        Optimizer.LearningRate = options.LearningRate * learningRateFactor;
        Optimizer.Step(gradients);
        return Optimizer.LearningRate;
    }
}
