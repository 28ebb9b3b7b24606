namespace GanSharp.IO;

/// <summary>A kind of file, identified by its first bytes.</summary>
/// <param name="Name">The name for messages, with its article.</param>
/// <param name="Signature">The first bytes of such a file.</param>
public sealed record FileKind(string Name, byte[] Signature)
{
    /// <summary>PNG pictures.</summary>
    public static FileKind Png { get; } =
        new("a PNG picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>IDX arrays of bytes.</summary>
    public static FileKind Idx { get; } = new("an IDX file", [0, 0, 8]);

    /// <summary>
    /// Checks that writing <paramref name="path"/> would replace at most an empty file or one of this kind.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The path is a folder, a file of another kind, not an ordinary file, a link, or cannot be read.
    /// </exception>
    public void CheckReplaceable(string path)
    {
        if (Path.EndsInDirectorySeparator(path))
            throw new GanSharpException($"{path}: is a folder; name a file in it");
        DiskFile.RequireWritable(path);
        AtomicFile.CheckWritable(path);
        if (!Path.Exists(path))
            return;
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: false })
            throw new GanSharpException($"{path}: is a link to nothing; delete the link, or choose another path");
        if (new FileInfo(path).LinkTarget is { } target)
            throw new GanSharpException(
                $"{path}: is a link to {target}, and would be replaced; name that file, or delete the link");
        var begin = InputFile.Read(path, stream =>
        {
            var bytes = new byte[Math.Min(Signature.Length, stream.Length)];
            stream.ReadExactly(bytes);
            return bytes;
        });
        if (begin.Length > 0 && !begin.SequenceEqual(Signature))
            throw new GanSharpException(
                $"{path}: exists and is not {Name}; choose another name, so that it is not lost");
    }
}
