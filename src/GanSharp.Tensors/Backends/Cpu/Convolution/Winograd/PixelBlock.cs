namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// A block of pixels in memory, with channels innermost. Neighbouring rows and columns are <paramref name="rowStep"/>
/// and <paramref name="columnStep"/> elements apart.
/// </summary>
internal readonly unsafe struct PixelBlock<T>(T* start, int rows, int columns, long rowStep, long columnStep)
    where T : unmanaged
{
    public T* Start => start;
    public int Rows => rows;
    public int Columns => columns;
    public long RowStep => rowStep;
    public long ColumnStep => columnStep;
}
