namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Cuts elementwise work into pieces of a fixed size that fit the first-level cache.</summary>
internal static class Chunks
{
    public const int Length = 4096;

    /// <summary>Calls <paramref name="body"/> with the start and length of every piece of <paramref name="count"/> elements.</summary>
    public static void For(int count, Action<int, int> body)
    {
        if (count <= Length)
            body(0, count);
        else
            WorkerPool.For((count + Length - 1) / Length, i => body(i * Length, Math.Min(Length, count - i * Length)));
    }
}
