namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>Rows of a product in memory, <paramref name="rowSize"/> elements apart.</summary>
internal readonly unsafe struct SumRows<T>(T* start, int rowSize) where T : unmanaged
{
    public int RowSize => rowSize;

    public T* At(int row, int column) => start + (long)row * rowSize + column;
}
