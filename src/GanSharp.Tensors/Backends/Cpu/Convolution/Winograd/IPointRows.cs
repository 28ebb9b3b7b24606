namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Where numbers at the points go: a matrix for each point, the matrices <see cref="PointStep"/> elements apart.
/// </summary>
internal unsafe interface IPointRows<T> where T : unmanaged
{
    long PointStep { get; }

    /// <summary>
    /// Neighbouring columns that are neighbours in memory, if they begin at a multiple of their number.
    /// </summary>
    int Together { get; }

    /// <summary>The place of an element in the matrix of the first point.</summary>
    T* At(int row, int column);
}

/// <summary>Row-major matrices of so many columns.</summary>
internal readonly unsafe struct PointMatrices<T>(T* first, int columns, long pointStep) : IPointRows<T>
    where T : unmanaged
{
    public long PointStep => pointStep;

    public int Together => columns;

    public T* At(int row, int column) => first + (long)row * columns + column;

    public T* Point(int point) => first + point * pointStep;

    /// <summary>The same from a row on.</summary>
    public PointMatrices<T> From(int row) => new(At(row, 0), columns, pointStep);
}
