using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors;

/// <summary>
/// Frees the tensors that are made on this thread while the scope is open, all at once, when it is disposed: one scope
/// around a training step keeps its memory flat. Scopes nest. What must outlive the scope is handed out with
/// <see cref="Keep"/>.
/// </summary>
/// <example><code>
/// using var scope = new TensorScope();
/// var loss = Loss(network.Forward(x));
/// optimizer.Step(Grad.Of(loss, network.Parameters));
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? _current;

    private readonly TensorScope? _outer;
    private readonly HashSet<Storage> _tracked = [];

    /// <summary>Opens a scope on the current thread.</summary>
    public TensorScope()
    {
        _outer = _current;
        _current = this;
    }

    internal static TensorScope? Current => _current;

    /// <summary>
    /// Until the result is disposed, the tensors that are made on this thread belong to no scope but to the garbage
    /// collector; for what is computed once and remembered, whoever asks for it first.
    /// </summary>
    public static Pausing Pause() => new(_current);

    /// <summary>
    /// Lets <paramref name="tensor"/> outlive this scope: it then belongs to the enclosing scope, or to the garbage
    /// collector.
    /// </summary>
    /// <returns><paramref name="tensor"/>.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (_tracked.Remove(tensor.Storage))
            _outer?.Track(tensor.Storage);
        return tensor;
    }

    /// <summary>Frees every tensor that was made in this scope and not kept.</summary>
    public void Dispose()
    {
        if (_current != this)
            return;
        _current = _outer;
        foreach (var storage in _tracked)
            storage.Free();
        _tracked.Clear();
    }

    internal void Track(Storage storage) => _tracked.Add(storage);

    /// <summary>Ends a pause when disposed.</summary>
    public readonly ref struct Pausing
    {
        private readonly TensorScope? _paused;

        internal Pausing(TensorScope? paused)
        {
            _paused = paused;
            _current = null;
        }

        /// <summary>Lets the scope that was open before go on.</summary>
        public void Dispose() => _current = _paused;
    }
}
