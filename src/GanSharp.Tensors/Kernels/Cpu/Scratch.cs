namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Pooled memory for <paramref name="count"/> elements, and a vector more that a copy may overrun into.</summary>
internal readonly unsafe struct Scratch<T>(long count) : IDisposable where T : unmanaged
{
    private const int Slack = 64;
    private readonly long _bytes = count * sizeof(T) + Slack;

    public T* Pointer { get; } = (T*)BufferPool.Rent(count * sizeof(T) + Slack);

    public void Dispose() => BufferPool.Return(Pointer, _bytes);
}
