namespace GanSharp.Tensors.Backends.Cpu.Threads;

/// <summary>
/// Divides elementwise work into chunks of a fixed size that fit the L1 cache. A thread takes several chunks at a time,
/// which keeps the overhead low.
/// </summary>
internal static class Chunks
{
    public const int Length = 4096;
    private const int EnoughPieces = 32, MostAtOnce = 16;

    /// <summary>
    /// Calls <paramref name="body"/> with the start and length of every chunk of <paramref name="count"/> elements.
    /// </summary>
    public static void For(int count, Action<int, int> body)
    {
        if (count <= Length)
            body(0, count);
        else
            ForEach((count + Length - 1) / Length, i => body(i * Length, Math.Min(Length, count - i * Length)));
    }

    /// <summary>
    /// Calls <paramref name="body"/> with the first row and the row after the last of chunks of about
    /// <see cref="Length"/> elements.
    /// </summary>
    public static void ForRows(int rows, int rowLength, Action<int, int> body)
    {
        var perChunk = Math.Max(1, Length / Math.Max(1, rowLength));
        if (rows <= perChunk)
            body(0, rows);
        else
            ForEach((rows + perChunk - 1) / perChunk, i => body(i * perChunk, Math.Min(rows, (i + 1) * perChunk)));
    }

    private static void ForEach(int chunks, Action<int> body)
    {
        var atOnce = Math.Clamp(chunks / EnoughPieces, 1, MostAtOnce);
        WorkerPool.For((chunks + atOnce - 1) / atOnce, piece =>
        {
            for (var i = piece * atOnce; i < Math.Min(chunks, (piece + 1) * atOnce); i++)
                body(i);
        });
    }
}
