namespace GanSharp.IO;

/// <summary>
/// Reads foreign files, which other programs may be writing. System errors become errors that the user can fix.
/// </summary>
public static class InputFile
{
    /// <summary>
    /// Calls <paramref name="read"/> with the seekable contents of the file at <paramref name="path"/>.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There is no such file, it is not an ordinary file (but a FIFO or a device), or it cannot be read.
    /// </exception>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(read);
        if (Directory.Exists(path))
            throw new GanSharpException($"{path}: is a folder; name a file in it");
        try
        {
            using var stream = DiskFile.Open(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return read(stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GanSharpException(
                DiskFile.IsLink(path)
                    ? $"{path}: is a link to nothing; restore its target, or delete the link"
                    : $"{path}: no such file; check the path",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException($"{path}: cannot be read ({e.Message}); check the file and its permissions", e);
        }
    }

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such file, it is not an ordinary file, or it cannot be read.
    /// </exception>
    public static byte[] ReadBytes(string path) => Read(path, stream =>
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Reads the last bytes of a file, which may be growing; all of a shorter one.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such file, it is not an ordinary file, or it cannot be read.
    /// </exception>
    internal static byte[] ReadEnd(string path, int most) => Read(path, stream =>
    {
        var bytes = new byte[Math.Min(most, stream.Length)];
        stream.Seek(-bytes.Length, SeekOrigin.End);
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes;
    });

    /// <summary>Reads a text of at most <paramref name="most"/> bytes.</summary>
    internal static string ReadText(string path, long most, string what) => Read(path, stream => stream.Length <= most
        ? new StreamReader(stream).ReadToEnd()
        : throw new GanSharpException($"{path}: {stream.Length} bytes are too many for a {what}"));
}
