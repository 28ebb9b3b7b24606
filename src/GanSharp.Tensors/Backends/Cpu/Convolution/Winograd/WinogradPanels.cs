using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The right operands of the products at all points, <paramref name="depth"/> × <paramref name="columns"/> each,
/// packed into wide panels for the micro-kernel and narrow ones for the rest.
/// </summary>
internal readonly unsafe struct WinogradPanels<T>(int depth, int columns) : IPointRows<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory = new(WinogradTiles.Square * WinogradPoints.Step(depth, columns));

    public long PointStep => WinogradPoints.Step(depth, columns);

    public int Contiguous => MicroKernel.Narrow<T>();

    private static int Wide => MicroKernel.Wide<T>();

    public T* At(int row, int column)
    {
        var width = column < columns / Wide * Wide ? Wide : MicroKernel.Narrow<T>();
        // The panels before a narrow one are wide, and the width of a wide one is a multiple of that of a narrow one.
        var first = width == Wide ? column / Wide * Wide : column / width * width;
        return _memory.Pointer + (long)first * depth + (long)row * width + column - first;
    }

    /// <summary>
    /// c = a·b at one point. a is <paramref name="rows"/> × depth, with steps <paramref name="rowStep"/> and
    /// <paramref name="depthStep"/>, one of which is 1; c is row-major. Whole tiles of the micro-kernel are written, so
    /// c needs room for a multiple of its rows.
    /// </summary>
    public void Multiply(int point, T* a, int rows, int rowStep, int depthStep, T* c)
    {
        for (var from = 0; from < depth; from += Blocking<T>.MaxDepth)
        {
            var length = Math.Min(Blocking<T>.MaxDepth, depth - from);
            for (var i = 0; i < rows; i += MicroKernel.Rows)
            {
                var panel = new MicroPanel<T>(
                    a + (long)i * rowStep + (long)from * depthStep, rowStep, depthStep,
                    Math.Min(MicroKernel.Rows, rows - i));
                for (int x = 0, width; x < columns; x += width)
                {
                    width = columns - x >= Wide ? Wide : MicroKernel.Narrow<T>();
                    var b = _memory.Pointer + point * PointStep + (long)x * depth + (long)from * width;
                    MicroKernel.Multiply(
                        width, length, panel, b, new(c + (long)i * columns + x, columns, from > 0), new(b, 0));
                }
            }
        }
    }

    public void Dispose() => _memory.Dispose();
}
