namespace GanSharp.IO;

/// <summary>A kind of file, identified by bytes at its beginning.</summary>
/// <param name="Name">The name for messages, with its article.</param>
/// <param name="Signature">Bytes that every such file has.</param>
/// <param name="Offset">Where these bytes are; 0 by default, the beginning.</param>
public sealed record FileKind(string Name, byte[] Signature, int Offset = 0)
{
    /// <summary>PNG pictures.</summary>
    public static FileKind Png { get; } =
        new("a PNG picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>GIF pictures and animations.</summary>
    public static FileKind Gif { get; } = new("a GIF picture", [.. "GIF8"u8]);

    /// <summary>WebP pictures and animations.</summary>
    public static FileKind WebP { get; } = new("a WebP picture", [.. "WEBP"u8], 8);

    /// <summary>MP4 films.</summary>
    public static FileKind Mp4 { get; } = new("an MP4 film", [.. "ftyp"u8], 4);

    /// <summary>Tensors in the safetensors format.</summary>
    public static FileKind SafeTensors { get; } = new("a safetensors file", [(byte)'{'], sizeof(ulong));

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
            var bytes = new byte[Math.Min(Offset + Signature.Length, stream.Length)];
            stream.ReadExactly(bytes);
            return bytes;
        });
        if (begin.Length > 0 && !begin.Skip(Offset).SequenceEqual(Signature))
            throw new GanSharpException(
                $"{path}: exists and is not {Name}; choose another name, so that it is not lost");
    }
}
