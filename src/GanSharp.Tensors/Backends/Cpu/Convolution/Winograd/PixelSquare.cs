namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// A square of pixels in memory, with channels innermost. Neighbouring rows and columns are <paramref name="rowStep"/>
/// and <paramref name="columnStep"/> elements apart.
/// </summary>
internal readonly unsafe struct PixelSquare<T>(T* start, int size, long rowStep, long columnStep) where T : unmanaged
{
    public T* Start => start;

    /// <summary>Number of rows and of columns.</summary>
    public int Size => size;

    public long RowStep => rowStep;
    public long ColumnStep => columnStep;
}
