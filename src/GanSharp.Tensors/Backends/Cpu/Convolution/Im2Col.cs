using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The pixels of all windows of a convolution as a matrix (im2col): one row per tap (channel, row, column) of the
/// filters, one column per position (image, row, column) of a window. For gradients of the weights of images with few
/// channels, where a window has too few contiguous elements to be read in place.
/// </summary>
internal readonly unsafe struct Im2Col<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FewTaps = 32;
    private readonly Scratch<T> _matrix;
    private readonly T* _images;
    private readonly ConvGeometry _g;

    public Im2Col(in ConvGeometry geometry, T* images)
    {
        _images = images;
        _g = geometry;
        _matrix = new((long)Taps * Positions);
        WorkerPool.For(_g.N, Fill);
    }

    public T* Pointer => _matrix.Pointer;
    public int Taps => _g.C * _g.R * _g.S;
    public int Positions => _g.N * _g.P * _g.Q;

    /// <summary>Whether a window has few contiguous elements.</summary>
    public static bool Suits(in ConvGeometry g) => g.C * g.S < FewTaps;

    public void Dispose() => _matrix.Dispose();

    private void Fill(int image)
    {
        var area = _g.R * _g.S;
        for (var tap = 0; tap < Taps; tap++)
        {
            var plane = _images + ((long)image * _g.C + tap / area) * _g.H * _g.W;
            PixelGrids.Copy(
                _g, plane, (tap % area / _g.S - _g.Padding, tap % _g.S - _g.Padding), (_g.P, _g.Q),
                Pointer + (long)tap * Positions + (long)image * _g.P * _g.Q);
        }
    }
}
