using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A copy of images (N, C, H, W) with channels innermost and a border of zeros. The pixels of a window in one row are
/// then contiguous, so a product can read them in place.
/// </summary>
internal readonly unsafe struct ChannelsLast<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory;

    /// <summary>Copies <paramref name="count"/> images.</summary>
    public ChannelsLast(T* images, int count, PaddedImage size)
    {
        Layout = new(images, size);
        _memory = new(count * Layout.ImageSize);
        var (layout, to) = (Layout, _memory);
        WorkerPool.For(count, image => layout.Copy(image, to.Pointer + image * layout.ImageSize));
    }

    public Interleaving<T> Layout { get; }

    public T* Pointer => _memory.Pointer;

    public void Dispose() => _memory.Dispose();
}
