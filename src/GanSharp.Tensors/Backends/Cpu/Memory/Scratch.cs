namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>Pooled memory for <paramref name="count"/> elements, plus a vector that a copy may overrun into.</summary>
internal readonly unsafe struct Scratch<T>(long count) : IDisposable where T : unmanaged
{
    /// <summary>Elements of the longest vector.</summary>
    public static int Slack => 64 / sizeof(T);

    public long Count => count;

    public T* Pointer { get; } = (T*)BufferPool.Rent((count + Slack) * sizeof(T));

    public void Dispose() => BufferPool.Return(Pointer);
}
