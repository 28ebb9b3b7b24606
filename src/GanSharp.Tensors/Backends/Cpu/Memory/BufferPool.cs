using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>
/// Native buffers, aligned to 64 bytes, kept for reuse by size. Every training step needs the same sizes, so after the
/// first steps nothing more is allocated from the system. Kernels that need different amounts of scratch memory share
/// it: a buffer may be up to twice as large as necessary. Sizes are multiples of 64 bytes, so kernels may process whole
/// registers to the end.
/// </summary>
internal static unsafe class BufferPool
{
    private const int Alignment = 64;

    /// <summary>A buffer of up to this many times the size that is asked for is reused rather than a new one.</summary>
    private const int LargestFit = 2;

    /// <summary>
    /// Most bytes of all buffers: the memory of the machine or container. Systems promise more than they have, and end
    /// the process later, without a word.
    /// </summary>
    private static readonly long Most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<long, Stack<nint>> Idle = [];
    private static readonly Dictionary<nint, long> Sizes = [];
    private static long _inUse, _reserved, _systemAllocations;

    public static long BytesInUse => Interlocked.Read(ref _inUse);
    public static long BytesReserved => Interlocked.Read(ref _reserved);
    public static long SystemAllocations => Interlocked.Read(ref _systemAllocations);

    /// <summary>A buffer of at least <paramref name="bytes"/>; its contents are undefined.</summary>
    /// <exception cref="InsufficientMemoryException">All buffers would need more memory than there is.</exception>
    public static void* Rent(long bytes)
    {
        var size = SizeClass(bytes);
        lock (Gate)
        {
            for (var larger = size; larger <= size * LargestFit; larger = SizeClass(larger + 1))
            {
                if (!Idle.TryGetValue(larger, out var stack) || !stack.TryPop(out var idle))
                    continue;
                _inUse += larger;
                return (void*)idle;
            }
            if (_reserved + size > Most)
                Trim();
            if (_reserved + size > Most)
                throw new InsufficientMemoryException(
                    $"out of memory: {Gigabytes(size)} GB more would be needed, {Gigabytes(_reserved)} GB are in use "
                    + $"and there are {Gigabytes(Most)} GB; use smaller images, a smaller batch or smaller networks");
            var pointer = NativeMemory.AlignedAlloc((nuint)size, Alignment);
            Sizes[(nint)pointer] = size;
            _inUse += size;
            _reserved += size;
            _systemAllocations++;
            return pointer;
        }
    }

    /// <summary>Takes back a buffer that was rented.</summary>
    public static void Return(void* pointer)
    {
        lock (Gate)
        {
            var size = Sizes[(nint)pointer];
            _inUse -= size;
            if (!Idle.TryGetValue(size, out var stack))
                Idle[size] = stack = new();
            stack.Push((nint)pointer);
        }
    }

    /// <summary>Returns all idle buffers to the system.</summary>
    public static void Trim()
    {
        lock (Gate)
        {
            foreach (var (size, stack) in Idle)
            {
                while (stack.TryPop(out var pointer))
                {
                    NativeMemory.AlignedFree((void*)pointer);
                    Sizes.Remove(pointer);
                    _reserved -= size;
                }
            }
        }
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Four classes per power of two: at most a quarter of a buffer is unused.</summary>
    private static long SizeClass(long bytes)
    {
        if (bytes <= 256)
            return (Math.Max(bytes, 1) + Alignment - 1) / Alignment * Alignment;
        var step = 1L << (61 - BitOperations.LeadingZeroCount((ulong)(bytes - 1)));
        return (bytes + step - 1) / step * step;
    }
}
