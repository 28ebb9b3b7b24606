using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors;

/// <summary>The native memory of the tensors of this process.</summary>
public static class TensorMemory
{
    /// <summary>Bytes of the buffers in use.</summary>
    public static long BytesInUse => BufferPool.BytesInUse;

    /// <summary>Bytes allocated from the system, in use or idle.</summary>
    public static long BytesReserved => BufferPool.BytesReserved;

    /// <summary>
    /// Buffers allocated from the system since the process began. Constant in a steady training loop.
    /// </summary>
    public static long SystemAllocations => BufferPool.SystemAllocations;

    /// <summary>Returns idle buffers to the system.</summary>
    public static void Trim() => BufferPool.Trim();
}
