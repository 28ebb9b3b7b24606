namespace GanSharp.Tensors.Kernels;

/// <summary>The sizes of a pooling: planes of height × width, seen through rows × columns square windows.</summary>
internal readonly record struct PoolGeometry(int Planes, int Height, int Width, int Rows, int Columns, int Size, int Stride)
{
    public void Deconstruct(out int height, out int width, out int rows, out int columns, out int size, out int stride) =>
        (height, width, rows, columns, size, stride) = (Height, Width, Rows, Columns, Size, Stride);
}
