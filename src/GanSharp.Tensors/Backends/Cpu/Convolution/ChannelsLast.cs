using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A copy of images (N, C, H, W) with channels innermost and a border of zeros. The pixels of a window in one row are
/// then contiguous, so a product can read them in place, and store its rows.
/// </summary>
internal readonly unsafe struct ChannelsLast<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory;
    private readonly int _count;

    /// <summary>Room for <paramref name="count"/> images.</summary>
    public ChannelsLast(T* images, int count, PaddedImage size)
    {
        Layout = new(images, size);
        (_count, _memory) = (count, new(count * Layout.ImageSize));
    }

    /// <summary>A copy of <paramref name="count"/> images.</summary>
    public static ChannelsLast<T> Of(T* images, int count, PaddedImage size)
    {
        var copy = new ChannelsLast<T>(images, count, size);
        WorkerPool.For(count, image => copy.Layout.Copy(image, copy.Pointer + image * copy.Layout.ImageSize));
        return copy;
    }

    public Interleaving<T> Layout { get; }

    public T* Pointer => _memory.Pointer;

    /// <summary>Copies all back to the images and adds a bias per channel, or null.</summary>
    public void CopyBack(T* bias)
    {
        var copy = this;
        WorkerPool.For(
            _count, image => copy.Layout.CopyBack(copy.Pointer + image * copy.Layout.ImageSize, image, bias));
    }

    public void Dispose() => _memory.Dispose();
}
