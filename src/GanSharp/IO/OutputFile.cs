namespace GanSharp.IO;

/// <summary>Writing of files. System errors become errors that the user can fix.</summary>
internal static class OutputFile
{
    /// <summary>Calls <paramref name="write"/>, which writes to the file at <paramref name="path"/>.</summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written: no permission, no space, a folder of that name.
    /// </exception>
    public static void Write(string path, Action write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            write();
        }
        catch (Exception e) when (DiskTrouble.Of(e) is { } trouble)
        {
            throw Unwritable(path, trouble);
        }
    }

    /// <summary>Creates the error for a file that cannot be written.</summary>
    public static GanSharpException Unwritable(string path, Exception trouble) => new(
        $"{path}: cannot be written ({trouble.Message}); choose another path, or check space and permissions",
        trouble);
}
