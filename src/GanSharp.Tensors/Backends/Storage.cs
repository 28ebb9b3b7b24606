namespace GanSharp.Tensors.Backends;

/// <summary>
/// The memory behind one or more tensors (a reshaped tensor shares it), in the care of a backend. Freed by the
/// <see cref="TensorScope"/> in which it was made, or by the finalizer when no scope was open.
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

    /// <summary>The first byte, for memory that the program can see: that of the CPU backend alone.</summary>
    /// <exception cref="TensorException">The memory belongs to a device, or has been freed.</exception>
    public virtual void* Pointer => throw new TensorException(
        "tensor",
        $"its elements are on the device '{Backend.Name}', out of the program's sight; copy them with ToArray or CopyTo"
    );

    /// <summary>Frees the memory now.</summary>
    public void Free()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory unless that has been done. Also called by the finalizer.</summary>
    protected abstract void Release();
}
