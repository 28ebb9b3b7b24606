using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Autograd;

/// <summary>
/// The gradients that a walk back has come to so far. Those that have been passed on are spent: unless they are wanted,
/// or are to be differentiated, their memory is free for the next ones.
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

    /// <summary>Adds a gradient to what has come to <paramref name="tensor"/> on other ways.</summary>
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

    /// <summary>Tells that the gradient of <paramref name="tensor"/> has been passed on.</summary>
    public void Spend(Tensor tensor)
    {
        if (!_wanted.Contains(tensor) && _grads.Remove(tensor, out var grad))
            Release(grad);
    }

    private void Hold(Tensor grad) => _holders[grad.Storage] = _holders.GetValueOrDefault(grad.Storage) + 1;

    /// <summary>Frees the memory when no other gradient lies in it, as those of an addition do.</summary>
    private void Release(Tensor grad)
    {
        if (--_holders[grad.Storage] == 0 && _frees)
            grad.Storage.Free();
    }
}
