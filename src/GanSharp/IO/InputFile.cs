namespace GanSharp.IO;

/// <summary>Opens foreign files, which others may be writing, turning what the system complains about into errors a user can act on.</summary>
internal static class InputFile
{
    /// <summary>Calls <paramref name="read"/> with the seekable contents of the file at <paramref name="path"/>.</summary>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new GanSharpException($"{path}: is a folder; name a file in it");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return stream.CanSeek ? read(stream) : throw new GanSharpException($"{path}: is not an ordinary file; copy it to one first");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GanSharpException($"{path}: no such file; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException($"{path}: cannot be read ({e.Message}); check the file and its permissions", e);
        }
    }
}
