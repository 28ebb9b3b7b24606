namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Cuts elementwise work into pieces of a fixed size that fit the first-level cache.</summary>
internal static class Chunks
{
    public const int Length = 4096;

    /// <summary>Calls <paramref name="body"/> with the start and length of every piece of <paramref name="count"/> elements.</summary>
    public static void For(int count, Action<int, int> body)
    {
        if (count <= Length)
            body(0, count);
        else
            WorkerPool.For((count + Length - 1) / Length, i => body(i * Length, Math.Min(Length, count - i * Length)));
    }

    /// <summary>Calls <paramref name="body"/> with the first row and the row after the last of pieces of about <see cref="Length"/> elements.</summary>
    public static void ForRows(int rows, int rowLength, Action<int, int> body)
    {
        var perPiece = Math.Max(1, Length / Math.Max(1, rowLength));
        if (rows <= perPiece)
            body(0, rows);
        else
            WorkerPool.For((rows + perPiece - 1) / perPiece, i => body(i * perPiece, Math.Min(rows, (i + 1) * perPiece)));
    }
}
