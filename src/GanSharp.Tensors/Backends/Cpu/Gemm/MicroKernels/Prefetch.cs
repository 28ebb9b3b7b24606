using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Lines of memory that will be needed soon: each step of a micro-kernel asks for one of them, so that they come while
/// it computes. The addresses need not be valid.
/// </summary>
internal unsafe struct Prefetch<T>(T* address, long stride) where T : unmanaged
{
    private T* _address = address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next()
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(_address);
            _address += stride;
        }
    }
}
