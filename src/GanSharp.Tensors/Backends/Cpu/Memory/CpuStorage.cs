namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>
/// Native memory from the <see cref="BufferPool"/>. A kernel works on raw pointers, which do not keep a tensor alive,
/// so each thread keeps a reference to the memory that it used last.
/// </summary>
internal sealed unsafe class CpuStorage : Storage
{
    private const int MostTensorsOfAKernel = 16;

    [ThreadStatic]
    private static CpuStorage[]? _touched;

    [ThreadStatic]
    private static int _touches;

    private void* _pointer;

    public CpuStorage(Backend backend, long bytes) : base(backend, bytes) => _pointer = BufferPool.Rent(bytes);

    public override void* Pointer
    {
        get
        {
            (_touched ??= new CpuStorage[MostTensorsOfAKernel])[_touches++ & (MostTensorsOfAKernel - 1)] = this;
            return _pointer is not null ? _pointer
                : throw new TensorException(
                    "tensor", "used after its TensorScope ended; "
                        + "call Keep on the scope for tensors that must outlive it");
        }
    }

    protected override void Release()
    {
        if (_pointer is null)
            return;
        BufferPool.Return(_pointer);
        _pointer = null;
    }
}
