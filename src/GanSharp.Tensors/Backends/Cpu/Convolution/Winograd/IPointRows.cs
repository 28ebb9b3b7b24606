namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>Storage for values at the points: one matrix per point, <see cref="PointStep"/> elements apart.</summary>
internal unsafe interface IPointRows<T> where T : unmanaged
{
    long PointStep { get; }

    /// <summary>Number of columns that are contiguous in memory if they start at a multiple of that number.</summary>
    int Contiguous { get; }

    /// <summary>The address of an element in the matrix of the first point.</summary>
    T* At(int row, int column);
}

/// <summary>Row-major matrices of <paramref name="columns"/> columns.</summary>
internal readonly unsafe struct PointMatrices<T>(T* first, int columns, long pointStep) : IPointRows<T>
    where T : unmanaged
{
    public long PointStep => pointStep;

    public int Contiguous => columns;

    public T* At(int row, int column) => first + (long)row * columns + column;

    public T* Point(int point) => first + point * pointStep;

    /// <summary>The same matrices without the rows before <paramref name="row"/>.</summary>
    public PointMatrices<T> From(int row) => new(At(row, 0), columns, pointStep);
}

/// <summary>
/// Matrices of some rows and columns in blocks of columns, each row-major: a product that works through one block after
/// another reads memory from end to end.
/// </summary>
internal readonly unsafe struct PointBlocks<T>(T* first, int rows, int columns, long pointStep) : IPointRows<T>
    where T : unmanaged
{
    /// <summary>Columns of all blocks but the last.</summary>
    public const int BlockSize = Gemm.Blocking<float>.MaxDepth;

    public long PointStep => pointStep;

    /// <summary>The channels of a grid may begin inside a block.</summary>
    public int Contiguous => WinogradTiles.ChannelMultiple;

    public T* At(int row, int column)
    {
        var (block, inside) = Math.DivRem(column, BlockSize);
        return first + (long)block * BlockSize * rows + (long)row * WidthOf(block) + inside;
    }

    /// <summary>Some rows of a block at one point, as the left operand of a product.</summary>
    public LeftRows<T> Block(int point, int block, int count) =>
        new(At(0, block * BlockSize) + point * pointStep, count, WidthOf(block), 1);

    private int WidthOf(int block) => Math.Min(BlockSize, columns - block * BlockSize);
}
