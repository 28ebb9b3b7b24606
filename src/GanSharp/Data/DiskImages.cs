namespace GanSharp.Data;

/// <summary>
/// Images in a file, which are read when they are needed. The system keeps what fits in its memory.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="length">Bytes per image, from the beginning of its record.</param>
/// <param name="places">The records of the images.</param>
internal sealed class DiskImages(RecordFile file, int length, int[] places) : ImageStore
{
    public override int Count => places.Length;

    public override bool IsInMemory => false;

    public override ReadOnlySpan<byte> Slice(int first, int count)
    {
        var bytes = new byte[count * length];
        for (var done = 0; done < count;)
        {
            var run = RunAt(first + done, count - done);
            file.Read(places[first + done], bytes.AsSpan(done * length, run * length));
            done += run;
        }
        return bytes;
    }

    public override ImageStore Choose(int[] indices) =>
        new DiskImages(file, length, [.. indices.Select(index => places[index])]);

    /// <summary>Returns how many images, up to a number, lie one after the other in the file.</summary>
    private int RunAt(int first, int most)
    {
        var run = 1;
        if (length == file.Record)
        {
            while (run < most && places[first + run] == places[first] + run)
                run++;
        }
        return run;
    }
}

/// <summary>An open file with a record for each image.</summary>
/// <param name="Path">Its path.</param>
/// <param name="File">The open file.</param>
/// <param name="Start">Where the first record begins.</param>
/// <param name="Record">Bytes from one record to the next.</param>
/// <param name="Remedy">What to do when it ends early.</param>
internal sealed record RecordFile(string Path, FileStream File, long Start, int Record, string Remedy)
{
    /// <summary>Reads bytes from the beginning of a record.</summary>
    /// <exception cref="GanSharpException">The file ends early, or it cannot be read.</exception>
    public void Read(int place, Span<byte> bytes)
    {
        for (var at = Start + (long)place * Record; bytes.Length > 0;)
        {
            var count = ReadSome(at, bytes);
            if (count == 0)
                throw new GanSharpException($"{Path}: ends early; {Remedy}");
            at += count;
            bytes = bytes[count..];
        }
    }

    private int ReadSome(long at, Span<byte> bytes)
    {
        try
        {
            return RandomAccess.Read(File.SafeFileHandle, bytes, at);
        }
        catch (IOException e)
        {
            throw new GanSharpException($"{Path}: cannot be read ({e.Message}); check the disk", e);
        }
    }
}
