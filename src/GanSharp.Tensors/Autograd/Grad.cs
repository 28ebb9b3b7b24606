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
    /// <param name="ready">
    /// Receives the index in <paramref name="wrt"/> and the gradient of each tensor as soon as it is complete, while
    /// those of tensors nearer to the input are still to come; nothing by default.
    /// </param>
    /// <exception cref="TensorException">
    /// The loss is not a single element and there is no seed, or the seed has another shape.
    /// </exception>
    public static Tensor[] Of(
        Tensor loss, IReadOnlyList<Tensor> wrt, bool createGraph = false, Tensor? seed = null,
        Action<int, Tensor>? ready = null)
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
        var plan = Plan(loss, wrt);
        var results = new Tensor?[wrt.Count];
        var lastUses = ready is null ? null : LastUses(plan, wrt);
        foreach (var (place, (output, node, needs)) in plan.Index())
        {
            if (grads.Of(output) is { } grad)
            {
                var inputGrads = node.Vjp(grad, needs);
                for (var i = 0; i < node.Inputs.Length; i++)
                {
                    if (needs[i] && inputGrads[i] is { } inputGrad)
                        grads.Add(node.Inputs[i], inputGrad);
                }
                grads.Discard(output);
            }
            foreach (var index in lastUses?[place] ?? [])
                Complete(index);
        }
        for (var index = 0; index < wrt.Count; index++)
        {
            if (results[index] is null)
                Complete(index);
        }
        return results!;

        void Complete(int index)
        {
            var tensor = wrt[index];
            results[index] = grads.Of(tensor) ?? Tensor.Zeros(tensor.Shape, tensor.DType, tensor.Device);
            ready?.Invoke(index, results[index]!);
        }
    }

    /// <summary>
    /// For each operation of the plan, the indices of the tensors that no later one adds a gradient to.
    /// </summary>
    private static ILookup<int, int> LastUses(
        List<(Tensor Output, Node Node, Needs Needs)> plan, IReadOnlyList<Tensor> wrt)
    {
        var last = new Dictionary<Tensor, int>();
        foreach (var (place, (_, node, needs)) in plan.Index())
        {
            for (var i = 0; i < node.Inputs.Length; i++)
            {
                if (needs[i])
                    last[node.Inputs[i]] = place;
            }
        }
        return wrt.Index().Where(entry => last.ContainsKey(entry.Item))
            .ToLookup(entry => last[entry.Item], entry => entry.Index);
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
