using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The pixels of all windows of a convolution as a matrix (im2col): one row per tap (channel, row, column) of the
/// filters, one column per position (image, row, column) of a window. For images with few channels, where a window has
/// too few contiguous elements to be read in place.
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
            FillPlane(
                plane, tap % area / _g.S - _g.Padding, tap % _g.S - _g.Padding,
                Pointer + (long)tap * Positions + (long)image * _g.P * _g.Q);
        }
    }

    /// <summary>The pixels of one tap in one image.</summary>
    private void FillPlane(T* plane, int top, int left, T* to)
    {
        var (width, stride, columns) = (_g.W, _g.Stride, _g.Q);
        var start = Math.Clamp((stride - 1 - left) / stride, 0, columns);
        var end = Math.Clamp((width - left + stride - 1) / stride, start, columns);
        for (var p = 0; p < _g.P; p++, to += columns)
        {
            var row = p * stride + top;
            var isInside = (uint)row < (uint)_g.H;
            new Span<T>(to, isInside ? start : columns).Clear();
            if (!isInside)
                continue;
            var from = plane + row * width + left;
            if (stride == 1)
                VectorCopy.Copy(from + start, to + start, end - start);
            else
            {
                for (var q = start; q < end; q++)
                    to[q] = from[q * stride];
            }
            new Span<T>(to + end, columns - end).Clear();
        }
    }
}
