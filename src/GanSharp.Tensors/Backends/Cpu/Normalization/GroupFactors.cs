namespace GanSharp.Tensors.Backends.Cpu.Normalization;

/// <summary>The factors of a gradient a · grad + b · (x - mean) + c, each with one value per group.</summary>
internal readonly unsafe struct GroupFactors<T>(T* a, T* b, T* c) where T : unmanaged
{
    public T* A => a;
    public T* B => b;
    public T* C => c;
}
