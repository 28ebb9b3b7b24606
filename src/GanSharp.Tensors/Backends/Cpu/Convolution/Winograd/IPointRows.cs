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
