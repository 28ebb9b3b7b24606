using System.Text;

namespace GanSharp.IO;

/// <summary>A text file to which a program appends lines that others may read meanwhile.</summary>
public static class LogFile
{
    /// <summary>
    /// Opens or creates a file and appends to it, in UTF-8. Every line is written at once. Any thread may write.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written: no permission, no such folder, a folder of that name, or not an ordinary file.
    /// </exception>
    public static TextWriter Append(string path)
    {
        TextWriter? writer = null;
        OutputFile.Write(path, () =>
        {
            var file = DiskFile.Open(
                path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            writer = TextWriter.Synchronized(
                new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        });
        return writer!;
    }
}
