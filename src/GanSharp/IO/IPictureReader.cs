namespace GanSharp.IO;

/// <summary>A reader of pictures in formats that <see cref="PngReader"/> does not read.</summary>
/// <remarks>Implementations are safe for use by several threads at once.</remarks>
public interface IPictureReader
{
    /// <summary>The extensions of the files that it reads, in lower case, such as <c>.jpg</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether bytes look like one of its formats, whatever the name of their file.</summary>
    /// <param name="file">All bytes of the file.</param>
    bool Recognizes(ReadOnlySpan<byte> file);

    /// <summary>Reads a picture.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">The name of the file, for errors.</param>
    /// <param name="options">How to decode it.</param>
    /// <returns>The picture, upright.</returns>
    /// <exception cref="GanSharpException">The file is damaged, too large, or of another format.</exception>
    Bitmap Read(ReadOnlyMemory<byte> file, string name, DecodeOptions options);
}
