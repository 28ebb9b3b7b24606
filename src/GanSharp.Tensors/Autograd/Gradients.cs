using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Autograd;

/// <summary>
/// The gradients of a backward pass so far. A gradient that has been propagated to the inputs is discarded, and its
/// memory reused, unless the caller wants it or it may be differentiated itself.
/// </summary>
internal sealed class Gradients
{
    private readonly Dictionary<Tensor, Tensor> _grads = [];
    private readonly Dictionary<Storage, int> _holders = [];
    private readonly HashSet<Tensor> _wanted;
    private readonly bool _frees;

    public Gradients(Tensor loss, Tensor? seed, IReadOnlyList<Tensor> wanted, bool frees)
    {
        (_wanted, _frees) = ([.. wanted], frees);
        if (seed is not null)
            Hold(seed);
        Add(loss, seed ?? Tensor.Ones(loss.Shape, loss.DType, loss.Device));
    }

    public Tensor? Of(Tensor tensor) => _grads.GetValueOrDefault(tensor);

    /// <summary>Adds a gradient to those that <paramref name="tensor"/> has received so far.</summary>
    public void Add(Tensor tensor, Tensor grad)
    {
        Hold(grad);
        if (!_grads.TryGetValue(tensor, out var earlier))
        {
            _grads[tensor] = grad;
            return;
        }
        var sum = earlier + grad;
        Hold(sum);
        _grads[tensor] = sum;
        Release(earlier);
        Release(grad);
    }

    /// <summary>Discards the gradient of <paramref name="tensor"/>, unless the caller wants it.</summary>
    public void Discard(Tensor tensor)
    {
        if (!_wanted.Contains(tensor) && _grads.Remove(tensor, out var grad))
            Release(grad);
    }

    private void Hold(Tensor grad) => _holders[grad.Storage] = _holders.GetValueOrDefault(grad.Storage) + 1;

    /// <summary>
    /// Frees the memory unless another gradient shares it, as the gradients of the operands of an addition do.
    /// </summary>
    private void Release(Tensor grad)
    {
        if (--_holders[grad.Storage] == 0 && _frees)
            grad.Storage.Free();
    }
}
