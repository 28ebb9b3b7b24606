namespace GanSharp.IO;

/// <summary>
/// The contents of a compressed file and then bytes that form no valid trailer.
/// <see cref="System.IO.Compression.GZipStream"/> does not notice that the end of a file is missing; with these bytes
/// it finds a wrong length and throws. After a whole file it ignores them.
/// </summary>
/// <param name="stream">The file.</param>
internal sealed class PaddedStream(Stream stream) : Stream
{
    private int _padding = 8;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var more = Math.Min(buffer.Length - read, _padding);
        buffer.Slice(read, more).Fill(0xFF);
        _padding -= more;
        return read + more;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
