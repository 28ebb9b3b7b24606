namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>The sizes of a pooling: planes of height × width pixels, with rows × columns square windows.</summary>
internal readonly record struct PoolGeometry(
    int Planes, int Height, int Width, int Rows, int Columns, int Size, int Stride)
{
    public void Deconstruct(
        out int height, out int width, out int rows, out int columns, out int size, out int stride) =>
        (height, width, rows, columns, size, stride) = (Height, Width, Rows, Columns, Size, Stride);

    /// <summary>The pixel of an element of (planes, rows, columns, size, size), the pixels of all windows.</summary>
    public int PixelOf(int element)
    {
        (element, var s) = Math.DivRem(element, Size);
        (element, var r) = Math.DivRem(element, Size);
        (element, var column) = Math.DivRem(element, Columns);
        var (plane, row) = Math.DivRem(element, Rows);
        return (plane * Height + row * Stride + r) * Width + column * Stride + s;
    }
}
