using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// The right operands of the products at all points, <paramref name="depth"/> × <paramref name="columns"/> each, in
/// panels as the micro-kernel takes them: wide ones, and narrow ones for the rest.
/// </summary>
internal readonly unsafe struct WinogradPanels<T>(int depth, int columns) : IPointRows<T>, IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory = new(WinogradTiles.Square * WinogradPoints.Step(depth, columns));

    public long PointStep => WinogradPoints.Step(depth, columns);

    public int Together => MicroKernel.Narrow<T>();

    private static int Wide => MicroKernel.Wide<T>();

    public T* At(int row, int column)
    {
        var width = column < columns / Wide * Wide ? Wide : MicroKernel.Narrow<T>();
        // Panels before a narrow one are wide, and a wide one is as much as several narrow ones.
        var first = width == Wide ? column / Wide * Wide : column / width * width;
        return _memory.Pointer + (long)first * depth + (long)row * width + column - first;
    }

    /// <summary>
    /// c = a·b at one point: a is <paramref name="rows"/> × depth, its elements <paramref name="rowStep"/> and
    /// <paramref name="depthStep"/> apart, one of which is 1; c is row-major. Rows of c are written up to a whole
    /// number of the micro-kernel's.
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
