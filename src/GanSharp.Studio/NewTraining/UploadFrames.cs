using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.NewTraining;

/// <summary>A file in the body of an upload.</summary>
/// <param name="Path">Its path inside the upload.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed record UploadFrame(string Path, long Size);

/// <summary>
/// The files in the body of a request: for each of them a line of JSON, <c>{"path":"cats/1.png","size":734}</c>, and
/// then its bytes. So thousands of small files need only a few requests.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class UploadFrames(Stream body)
{
    private const int MostLine = 1 << 13;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private long _left;

    /// <summary>Skips the rest of the present file, and reads the line of the next; null at the end.</summary>
    /// <exception cref="BadHttpRequestException">The body is not made of whole files.</exception>
    public async Task<UploadFrame?> NextAsync(CancellationToken cancellation)
    {
        for (var rest = _left > 0 ? new byte[_buffer.Length] : []; _left > 0;)
            await ReadAsync(rest, cancellation);
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (_end - _start > MostLine)
                throw Malformed();
            if (!await FillAsync(cancellation))
                return _start == _end ? null : throw Malformed();
        }
        var frame = Parse(_buffer.AsSpan(_start, length));
        _start += length + 1;
        _left = frame.Size;
        return frame;
    }

    /// <summary>Reads bytes of the present file; 0 at its end.</summary>
    /// <exception cref="BadHttpRequestException">The body ends before the file.</exception>
    public async Task<int> ReadAsync(Memory<byte> into, CancellationToken cancellation)
    {
        if (_left == 0)
            return 0;
        if (_start == _end && !await FillAsync(cancellation))
            throw Malformed();
        var count = (int)Math.Min(Math.Min(_left, into.Length), _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(into.Span);
        _start += count;
        _left -= count;
        return count;
    }

    /// <summary>Reads more bytes of the body; returns false at its end.</summary>
    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = await body.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += count;
        return count > 0;
    }

    private static UploadFrame Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadFrame>(line, StudioJson.Options)
                is { Path: not null, Size: >= 0 } frame ? frame : throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    private static BadHttpRequestException Malformed() =>
        new("the files did not arrive whole; drop them again", StatusCodes.Status400BadRequest);
}
