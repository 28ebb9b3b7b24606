using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// A matrix of <paramref name="rows"/> × <paramref name="columns"/>, stored row-major or, if
/// <paramref name="isTransposed"/>, column-major.
/// </summary>
internal readonly unsafe struct Matrix<T>(T* start, int rows, int columns, bool isTransposed = false)
    where T : unmanaged
{
    public T* Start => start;
    public int Rows => rows;
    public int Columns => columns;
    public bool IsTransposed => isTransposed;

    /// <summary>The matrix as the left operand of a product.</summary>
    public MatrixPanels<T> AsLeft => isTransposed ? new(start, 1, rows) : new(start, columns, 1);

    /// <summary>The matrix as the right operand of a product.</summary>
    public MatrixPanels<T> AsRight => isTransposed ? new(start, rows, 1) : new(start, 1, columns);

    public Matrix<T> Transpose() => new(start, columns, rows, !isTransposed);
}
