using GanSharp.Tensors;

namespace GanSharp.Optim;

/// <summary>
/// A rule that changes parameters along their gradients. Its state (velocities, running moments, step count) has names,
/// so it can be saved.
/// </summary>
public abstract class Optimizer
{
    private readonly IReadOnlyList<Tensor> _parameters;
    private readonly List<(string Name, Tensor[] Tensors)> _slots = [];

    /// <summary>Creates an optimiser of those parameters.</summary>
    /// <param name="parameters">The tensors to change.</param>
    /// <param name="learningRate">Above 0.</param>
    protected Optimizer(IReadOnlyList<Tensor> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        LearningRate = learningRate;
    }

    /// <summary>Length of a step; may be changed between steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; internal set; }

    /// <summary>The state for each parameter: <c>SLOT.INDEX</c> and the tensor.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State =>
        _slots.SelectMany(slot => slot.Tensors.Select((tensor, i) => ($"{slot.Name}.{i}", tensor)));

    /// <summary>Changes every parameter once.</summary>
    /// <param name="gradients">One gradient for each parameter, in the same order.</param>
    /// <exception cref="ArgumentException">There are more or fewer gradients than parameters.</exception>
    public void Step(IReadOnlyList<Tensor> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Count != _parameters.Count)
            throw new ArgumentException(
                $"{gradients.Count} gradients were given for {_parameters.Count} parameters", nameof(gradients));
        Steps++;
        for (var i = 0; i < _parameters.Count; i++)
            Update(_parameters[i], gradients[i], i);
    }

    /// <summary>Changes parameter number <paramref name="index"/>.</summary>
    protected abstract void Update(Tensor parameter, Tensor gradient, int index);

    /// <summary>Declares a tensor of zeros for each parameter.</summary>
    protected Tensor[] Slot(string name)
    {
        var tensors = _parameters
            .Select(parameter => Tensor.Zeros(parameter.Shape, parameter.DType, parameter.Device))
            .ToArray();
        _slots.Add((name, tensors));
        return tensors;
    }
}
