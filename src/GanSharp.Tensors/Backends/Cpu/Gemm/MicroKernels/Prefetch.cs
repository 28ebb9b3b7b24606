using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

/// <summary>
/// Cache lines that will be needed soon. Each step of a micro-kernel prefetches one of them. The addresses need not be
/// valid.
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
