using System.Runtime.InteropServices;

namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>
/// Memory from the system, divided into blocks. Free blocks that touch become one, so memory is used again by buffers
/// of any size.
/// </summary>
internal sealed unsafe class Region(long size)
{
    /// <summary>The blocks in the order of their addresses. Together they fill the region.</summary>
    private readonly List<Block> _blocks = [new(0, size, IsFree: true)];

    private readonly nint _start = (nint)NativeMemory.AlignedAlloc((nuint)size, BufferPool.Alignment);

    public long Size => size;

    public bool IsFree => _blocks is [{ IsFree: true }];

    /// <summary>
    /// Size of the smallest free block of at least <paramref name="least"/> bytes; the largest number if none is.
    /// </summary>
    public long SmallestFree(long least)
    {
        var smallest = long.MaxValue;
        foreach (var block in _blocks)
        {
            if (block.IsFree && block.Size >= least && block.Size < smallest)
                smallest = block.Size;
        }
        return smallest;
    }

    /// <summary>Takes bytes from the start of the first free block of <paramref name="free"/> bytes.</summary>
    public nint Take(long free, long bytes)
    {
        var i = _blocks.FindIndex(block => block.IsFree && block.Size == free);
        var offset = _blocks[i].Offset;
        _blocks[i] = new(offset, bytes, IsFree: false);
        if (bytes < free)
            _blocks.Insert(i + 1, new(offset + bytes, free - bytes, IsFree: true));
        return _start + (nint)offset;
    }

    /// <summary>Frees the block at an address and returns its size.</summary>
    public long Free(nint address)
    {
        var i = _blocks.FindIndex(block => block.Offset == address - _start);
        var (offset, bytes, _) = _blocks[i];
        var end = offset + bytes;
        if (i + 1 < _blocks.Count && _blocks[i + 1].IsFree)
        {
            end += _blocks[i + 1].Size;
            _blocks.RemoveAt(i + 1);
        }
        if (i > 0 && _blocks[i - 1].IsFree)
        {
            offset = _blocks[i - 1].Offset;
            _blocks.RemoveAt(i--);
        }
        _blocks[i] = new(offset, end - offset, IsFree: true);
        return bytes;
    }

    /// <summary>Returns the memory to the system.</summary>
    public void Release() => NativeMemory.AlignedFree((void*)_start);

    private readonly record struct Block(long Offset, long Size, bool IsFree);
}
