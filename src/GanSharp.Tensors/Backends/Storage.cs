namespace GanSharp.Tensors.Backends;

/// <summary>
/// The memory of one or more tensors (a reshaped tensor shares it), allocated by a backend. Freed by the
/// <see cref="TensorScope"/> in which it was created, or by the finalizer if no scope was open.
/// </summary>
internal abstract unsafe class Storage
{
    protected Storage(Backend backend, long bytes)
    {
        (Backend, Bytes) = (backend, bytes);
        TensorScope.Current?.Track(this);
    }

    ~Storage() => Release();

    public Backend Backend { get; }

    public long Bytes { get; }

    /// <summary>The first byte. Only the memory of the CPU backend is visible to the program.</summary>
    /// <exception cref="TensorException">The memory is on another device, or has been freed.</exception>
    public virtual void* Pointer => throw new TensorException(
        "tensor",
        $"the elements are on device '{Backend.Name}', not in the program's memory; copy them with ToArray or CopyTo");

    /// <summary>Frees the memory now.</summary>
    public void Free()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory unless it is already free. Also called by the finalizer.</summary>
    protected abstract void Release();
}
