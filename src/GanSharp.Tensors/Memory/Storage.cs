namespace GanSharp.Tensors;

/// <summary>
/// The native memory behind one or more tensors (a reshaped tensor shares it). Freed by the <see cref="TensorScope"/> in which it
/// was made, or by the finalizer when no scope was open. The memory that a thread touched last is held on to, because a kernel works
/// on bare pointers, which do not keep a tensor from being collected.
/// </summary>
internal sealed unsafe class Storage
{
    private const int MostTensorsOfAKernel = 16;

    [ThreadStatic]
    private static Storage[]? _touched;

    [ThreadStatic]
    private static int _touches;

    private readonly long _bytes;
    private void* _pointer;

    public Storage(long bytes)
    {
        _bytes = bytes;
        _pointer = BufferPool.Rent(bytes);
        TensorScope.Current?.Track(this);
    }

    ~Storage() => Release();

    /// <summary>The first byte.</summary>
    /// <exception cref="TensorException">The scope that owned this memory has ended.</exception>
    public void* Pointer
    {
        get
        {
            (_touched ??= new Storage[MostTensorsOfAKernel])[_touches++ & (MostTensorsOfAKernel - 1)] = this;
            return _pointer is not null ? _pointer
                : throw new TensorException("tensor", "used after its TensorScope ended; call Keep on the scope for what must outlive it");
        }
    }

    /// <summary>Gives the memory back to the pool now.</summary>
    public void Free()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointer is null)
            return;
        BufferPool.Return(_pointer, _bytes);
        _pointer = null;
    }
}
