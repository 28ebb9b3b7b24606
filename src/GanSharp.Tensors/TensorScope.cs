using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors;

/// <summary>
/// Frees all tensors that this thread created while the scope was open, when it is disposed: one scope around a
/// training step keeps memory use constant. Scopes nest. <see cref="Keep"/> lets a tensor outlive the scope.
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
    /// Suspends the scopes of this thread until the result is disposed: the garbage collector frees the tensors created
    /// meanwhile. For values that are computed once and cached.
    /// </summary>
    public static Using Pause() => new(null);

    /// <summary>
    /// The scopes of this thread, so that another thread can create tensors in them while this one waits for it.
    /// </summary>
    public static Captured Capture() => new(_current);

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

    /// <summary>Frees every tensor that was created in this scope and not kept.</summary>
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

    /// <summary>The scopes of a thread, for use on another one.</summary>
    public readonly struct Captured
    {
        private readonly TensorScope? _scope;

        internal Captured(TensorScope? scope) => _scope = scope;

        /// <summary>Opens the scopes on the current thread until the result is disposed.</summary>
        public Using Use() => new(_scope);
    }

    /// <summary>Other scopes for this thread, or none, until it is disposed. That frees nothing.</summary>
    public readonly ref struct Using
    {
        private readonly TensorScope? _before;

        internal Using(TensorScope? scope)
        {
            _before = _current;
            _current = scope;
        }

        /// <summary>Returns to the scopes that were open before.</summary>
        public void Dispose() => _current = _before;
    }
}
