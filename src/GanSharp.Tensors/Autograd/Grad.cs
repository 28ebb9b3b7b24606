namespace GanSharp.Tensors.Autograd;

/// <summary>Gradients by reverse-mode differentiation.</summary>
public static class Grad
{
    /// <summary>
    /// The gradients of <paramref name="loss"/> with respect to each tensor of <paramref name="wrt"/>, in that order:
    /// ∂loss/∂wrt[i], with the shape of wrt[i]. The gradient is zero for a tensor that the loss does not depend on.
    /// </summary>
    /// <param name="loss">A single element; or any shape when <paramref name="seed"/> is given.</param>
    /// <param name="wrt">Tracked tensors: parameters or intermediate results.</param>
    /// <param name="createGraph">
    /// Records the derivative itself, so that the gradients can be differentiated (gradient penalties).
    /// </param>
    /// <param name="seed">
    /// The gradient with respect to <paramref name="loss"/> to start from, with its shape; ones by default.
    /// </param>
    /// <exception cref="TensorException">
    /// The loss is not a single element and there is no seed, or the seed has another shape.
    /// </exception>
    public static Tensor[] Of(Tensor loss, IReadOnlyList<Tensor> wrt, bool createGraph = false, Tensor? seed = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(wrt);
        if (seed is null && loss.Count != 1)
            throw new TensorException(
                "grad", $"a loss of shape {loss.Shape} is not a single number; reduce it or pass a seed");
        if (seed is not null && seed.Shape != loss.Shape)
            throw new TensorException("grad", $"the seed's shape {seed.Shape} is not the loss's {loss.Shape}");

        using var recording = Tape.PauseUnless(createGraph);
        var grads = new Gradients(loss, seed, wrt, frees: !createGraph);
        foreach (var (output, node, needs) in Plan(loss, wrt))
        {
            if (grads.Of(output) is not { } grad)
                continue;
            var inputGrads = node.Vjp(grad, needs);
            for (var i = 0; i < node.Inputs.Length; i++)
            {
                if (needs[i] && inputGrads[i] is { } inputGrad)
                    grads.Add(node.Inputs[i], inputGrad);
            }
            grads.Discard(output);
        }
        return [.. wrt.Select(tensor => grads.Of(tensor) ?? Tensor.Zeros(tensor.Shape, tensor.DType, tensor.Device))];
    }

    /// <summary>
    /// The operations between the loss and <paramref name="wrt"/>, last first, each with the inputs that need a
    /// gradient.
    /// </summary>
    private static List<(Tensor Output, Node Node, Needs Needs)> Plan(Tensor loss, IReadOnlyList<Tensor> wrt)
    {
        var leads = new HashSet<Tensor>(wrt);
        var plan = new List<(Tensor, Node, Needs)>();
        foreach (var output in Computed(loss))
        {
            var inputs = output.Node!.Inputs;
            var needs = new Needs(Array.ConvertAll(inputs, leads.Contains));
            if (!Array.Exists(inputs, leads.Contains))
                continue;
            leads.Add(output);
            plan.Add((output, output.Node, needs));
        }
        plan.Reverse();
        return plan;
    }

    /// <summary>All recorded results that the loss was computed from, in the order of computation.</summary>
    private static List<Tensor> Computed(Tensor loss)
    {
        var seen = new HashSet<Tensor>();
        var pending = new Stack<Tensor>([loss]);
        while (pending.TryPop(out var tensor))
        {
            if (tensor.Node is null || !seen.Add(tensor))
                continue;
            foreach (var input in tensor.Node.Inputs)
                pending.Push(input);
        }
        return [.. seen.OrderBy(tensor => tensor.Node!.Order)];
    }
}
