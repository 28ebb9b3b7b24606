using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Copies of windows, one after another, with the taps in the order of the weights (C, R, S). Each begins with a whole
/// vector, and zeros are between them. For few channels, where a row of a window does not fill vectors.
/// </summary>
internal readonly unsafe struct WindowRows<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _planes, _rows;
    private readonly Scratch<long> _offsets;
    private readonly ConvGeometry _g;

    /// <summary>Room for <paramref name="most"/> windows of some images.</summary>
    public WindowRows(in ConvGeometry geometry, T* images, int most)
    {
        _g = geometry;
        _planes = new((long)_g.N * _g.C * PlaneSize);
        _rows = new((long)most * Pitch);
        new Span<T>(_rows.Pointer, (int)_rows.Count).Clear();
        new Span<T>(_planes.Pointer + _planes.Count, Scratch<T>.Slack).Clear();
        _offsets = new(most);
        for (var row = 0; row < most; row++)
            _offsets.Pointer[row] = row * Pitch;
        var planes = _g with { Stride = 1 };
        for (var channel = 0; channel < _g.N * _g.C; channel++)
            PixelGrids.Copy(
                planes, images + (long)channel * _g.H * _g.W, (-_g.Padding, -_g.Padding), (Height, Width),
                _planes.Pointer + (long)channel * PlaneSize);
    }

    /// <summary>The elements of a window.</summary>
    public T* Pointer => _rows.Pointer;

    /// <summary>Where the windows are, from <see cref="Pointer"/> on.</summary>
    public long* Offsets => _offsets.Pointer;

    private int Height => _g.H + 2 * _g.Padding;

    private int Width => _g.W + 2 * _g.Padding;

    private int PlaneSize => Height * Width;

    /// <summary>Elements from one window to the next, which the last register of a window must not touch.</summary>
    private long Pitch
    {
        get
        {
            var end = _g.C * _g.R * _g.S + RegisterBytes / sizeof(T) - _g.S;
            return (long)Integers.CeilDiv(end, MicroKernel.Narrow<T>()) * MicroKernel.Narrow<T>();
        }
    }

    /// <summary>The smallest register that takes the elements of a window in one row and one channel.</summary>
    private int RegisterBytes => Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)(_g.S * sizeof(T))));

    /// <summary>Whether those elements fit a register.</summary>
    public static bool Fits(in ConvGeometry g) => g.S * sizeof(T) <= 64;

    /// <summary>Copies some windows from one on, in the order (image, row, column).</summary>
    public void Copy(int first, int count)
    {
        for (int done = 0, length; done < count; done += length)
        {
            var (row, q) = Math.DivRem(first + done, _g.Q);
            var (image, p) = Math.DivRem(row, _g.P);
            length = Math.Min(_g.Q - q, count - done);
            var from = _planes.Pointer + (long)image * _g.C * PlaneSize + ((long)p * Width + q) * _g.Stride;
            CopyRun(from, _rows.Pointer + done * Pitch, length);
        }
    }

    public void Dispose()
    {
        _planes.Dispose();
        _rows.Dispose();
        _offsets.Dispose();
    }

    /// <summary>Copies neighbouring windows of a row.</summary>
    private void CopyRun(T* from, T* to, int count)
    {
        for (var c = 0; c < _g.C; c++, from += PlaneSize)
        {
            for (var r = 0; r < _g.R; r++, to += _g.S)
            {
                if (RegisterBytes == 16)
                    CopyRegisters<Vector128<byte>>(from + (long)r * Width, _g.Stride, to, Pitch, count);
                else if (RegisterBytes == 32)
                    CopyRegisters<Vector256<byte>>(from + (long)r * Width, _g.Stride, to, Pitch, count);
                else
                    CopyRegisters<Vector512<byte>>(from + (long)r * Width, _g.Stride, to, Pitch, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRegisters<TRegister>(T* from, long step, T* to, long pitch, int count)
        where TRegister : unmanaged
    {
        for (var i = 0; i < count; i++, from += step, to += pitch)
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<TRegister>(from));
    }
}
