using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A copy of images (N, C, H, W) with the channels innermost and zeros around: what a window sees of one row is then
/// one stretch of memory, which a product can read where it lies.
/// </summary>
internal readonly unsafe struct ChannelsLast<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory;

    /// <summary>As <see cref="Interleaving{T}"/> says, for so many images.</summary>
    public ChannelsLast(T* images, int count, int channels, int h, int w, int top, int left, int height, int width)
    {
        Layout = new(images, channels, h, w, top, left, height, width);
        _memory = new(count * Layout.ImageSize);
        var (layout, to) = (Layout, _memory);
        WorkerPool.For(count, image => layout.Copy(image, to.Pointer + image * layout.ImageSize));
    }

    public Interleaving<T> Layout { get; }

    public T* Pointer => _memory.Pointer;

    public void Dispose() => _memory.Dispose();
}
