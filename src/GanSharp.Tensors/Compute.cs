using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors;

/// <summary>Settings of the CPU device (<see cref="Device.Cpu"/>).</summary>
/// <remarks>Set <see cref="Threads"/> while nothing computes.</remarks>
public static class Compute
{
    /// <summary>The instruction set of the kernels: <c>AVX-512</c>, <c>AVX2</c>, <c>NEON</c> or <c>none</c>.</summary>
    public static string InstructionSet => MicroKernel.InstructionSet;

    /// <summary>
    /// Most threads that a kernel uses: 1 to 256, by default one per processor. Results are bit-identical for every
    /// number of threads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 256.</exception>
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
