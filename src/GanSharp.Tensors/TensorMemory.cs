using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors;

/// <summary>What the tensors of this process hold of native memory.</summary>
public static class TensorMemory
{
    /// <summary>Bytes of the buffers that live tensors hold.</summary>
    public static long BytesInUse => BufferPool.BytesInUse;

    /// <summary>Bytes taken from the system: in use, or idle and waiting for reuse.</summary>
    public static long BytesReserved => BufferPool.BytesReserved;

    /// <summary>
    /// How often the system was asked for a buffer since the process began. Constant in a steady training loop.
    /// </summary>
    public static long SystemAllocations => BufferPool.SystemAllocations;

    /// <summary>Gives idle buffers back to the system.</summary>
    public static void Trim() => BufferPool.Trim();
}
