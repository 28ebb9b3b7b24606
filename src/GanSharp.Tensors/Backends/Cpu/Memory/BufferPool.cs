using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>
/// Native buffers, aligned to 64 bytes, kept for reuse. Every training step needs the same sizes, so after the first
/// steps nothing more is allocated from the system. Small buffers are kept by size. Large ones, which take most of the
/// memory, are blocks of <see cref="Region"/>s: the steps of the two players need different sizes, and use the same
/// memory one after the other. Sizes are multiples of 64 bytes, so kernels may process whole registers to the end.
/// </summary>
internal static unsafe class BufferPool
{
    public const int Alignment = 64;

    /// <summary>A small buffer of up to this many times the size that is asked for is reused.</summary>
    private const int LargestFit = 2;

    /// <summary>Least bytes of a large buffer.</summary>
    private const long Large = 256 << 10;

    /// <summary>
    /// A new region is as large as all memory so far, up to this size. Pages that no buffer has touched take no memory.
    /// </summary>
    private const long LargestSpare = 64 << 20;

    /// <summary>
    /// Most bytes of all buffers: the memory of the machine or container. Systems promise more than they have, and end
    /// the process later, without a word.
    /// </summary>
    private static readonly long Most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<long, Stack<nint>> Idle = [];
    private static readonly Dictionary<nint, long> Sizes = [];
    private static readonly List<Region> Regions = [];
    private static readonly Dictionary<nint, Region> Owners = [];
    private static long _inUse, _reserved, _systemAllocations;

    public static long BytesInUse => Interlocked.Read(ref _inUse);
    public static long BytesReserved => Interlocked.Read(ref _reserved);
    public static long SystemAllocations => Interlocked.Read(ref _systemAllocations);

    /// <summary>A buffer of at least <paramref name="bytes"/>; its contents are undefined.</summary>
    /// <exception cref="InsufficientMemoryException">All buffers would need more memory than there is.</exception>
    public static void* Rent(long bytes)
    {
        lock (Gate)
            return bytes < Large ? RentSmall(SizeClass(bytes)) : RentLarge(Aligned(bytes));
    }

    /// <summary>Takes back a buffer that was rented.</summary>
    public static void Return(void* pointer)
    {
        lock (Gate)
        {
            if (Owners.Remove((nint)pointer, out var region))
            {
                _inUse -= region.Free((nint)pointer);
                return;
            }
            var size = Sizes[(nint)pointer];
            _inUse -= size;
            if (!Idle.TryGetValue(size, out var stack))
                Idle[size] = stack = new();
            stack.Push((nint)pointer);
        }
    }

    /// <summary>Returns idle buffers and unused regions to the system.</summary>
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
            foreach (var region in Regions.Where(region => region.IsFree))
            {
                region.Release();
                _reserved -= region.Size;
            }
            Regions.RemoveAll(region => region.IsFree);
        }
    }

    private static void* RentSmall(long size)
    {
        for (var larger = size; larger <= size * LargestFit; larger = SizeClass(larger + 1))
        {
            if (!Idle.TryGetValue(larger, out var stack) || !stack.TryPop(out var idle))
                continue;
            _inUse += larger;
            return (void*)idle;
        }
        Reserve(size);
        var pointer = NativeMemory.AlignedAlloc((nuint)size, Alignment);
        Sizes[(nint)pointer] = size;
        _inUse += size;
        return pointer;
    }

    /// <summary>Takes the smallest free block that is large enough.</summary>
    private static void* RentLarge(long size)
    {
        var (best, free) = ((Region?)null, long.MaxValue);
        foreach (var region in Regions)
        {
            if (region.SmallestFree(size) is var smallest && smallest < free)
                (best, free) = (region, smallest);
        }
        if (best is null)
        {
            free = Math.Max(size, Math.Min(Aligned(_reserved), LargestSpare));
            Reserve(free);
            Regions.Add(best = new(free));
        }
        var address = best.Take(free, size);
        Owners[address] = best;
        _inUse += size;
        return (void*)address;
    }

    /// <summary>Counts bytes that come from the system.</summary>
    private static void Reserve(long size)
    {
        if (_reserved + size > Most)
            Trim();
        if (_reserved + size > Most)
            throw new InsufficientMemoryException(
                $"out of memory: {Gigabytes(size)} GB more would be needed, {Gigabytes(_reserved)} GB are in use "
                + $"and there are {Gigabytes(Most)} GB; use smaller images, a smaller batch or smaller networks");
        _reserved += size;
        _systemAllocations++;
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    private static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Four classes per power of two: at most a quarter of a buffer is unused.</summary>
    private static long SizeClass(long bytes)
    {
        if (bytes <= 256)
            return Aligned(Math.Max(bytes, 1));
        var step = 1L << (61 - BitOperations.LeadingZeroCount((ulong)(bytes - 1)));
        return (bytes + step - 1) / step * step;
    }
}
