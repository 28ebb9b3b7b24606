using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors;

/// <summary>How the CPU computes (<see cref="Device.Cpu"/>).</summary>
public static class Compute
{
    /// <summary>
    /// The instruction set that the kernels were chosen for: <c>AVX-512</c>, <c>AVX2</c>, <c>NEON</c> or <c>none</c>.
    /// </summary>
    public static string InstructionSet => MicroKernel.InstructionSet;

    /// <summary>
    /// Threads that a kernel may use; 1 to 256, by default one per processor. Results are the same bits for every
    /// number of threads.
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
