using System.Buffers;
using System.Globalization;

namespace GanSharp.IO;

/// <summary>
/// Copies of damaged data next to the original file, so that the user can still repair it.
/// </summary>
internal static class KeptAside
{
    private const int BufferBytes = 1 << 16;

    /// <summary>
    /// Writes damaged data to a new file at <paramref name="path"/>, with a number appended if that name is taken.
    /// </summary>
    /// <returns>The path of the file.</returns>
    public static string Write(string path, Action<Stream> write)
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
            if (AtomicFile.TryCreate(name, write))
                return name;
        }
    }

    /// <summary>Copies a damaged file.</summary>
    /// <returns>The path of the copy.</returns>
    public static string Copy(string path)
    {
        using var file = DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Write($"{path}.damaged", file.CopyTo);
    }

    /// <summary>Copies a part of a file.</summary>
    public static void Copy(Stream from, long start, long length, Stream to)
    {
        from.Position = start;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        for (int read; length > 0 && (read = from.Read(buffer, 0, (int)Math.Min(length, buffer.Length))) > 0;)
        {
            to.Write(buffer, 0, read);
            length -= read;
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
