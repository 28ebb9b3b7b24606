using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

/// <summary>Where and how tensors are computed.</summary>
public static class Compute
{
    /// <summary>
    /// Threads that a kernel may use; 1 to 256, by default one per processor. Results are the same bits for every number of threads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public static int Threads
    {
        get => WorkerPool.Threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256);
            WorkerPool.Threads = value;
        }
    }
}
