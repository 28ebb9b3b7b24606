namespace GanSharp.IO;

/// <summary>
/// The compression of GIF: a sequence of bytes that occurred before becomes one code. Codes have 9 to 12 bits, low bits
/// first, and are stored in blocks of at most 255 bytes.
/// </summary>
internal sealed class LzwEncoder
{
    private const int BitsOfIndex = 8, Clear = 256, End = 257, FirstRun = 258, MaxCodes = 4096, MaxBlock = 255;

    private readonly BinaryWriter _writer;
    private readonly byte[] _block = new byte[MaxBlock];

    // The codes of sequences; the key combines the code of the prefix and the last byte.
    private readonly Dictionary<int, int> _codes = new(MaxCodes);
    private int _width = BitsOfIndex + 1, _next, _filled, _bits, _held;

    private LzwEncoder(BinaryWriter writer) => _writer = writer;

    /// <summary>Writes the data of a frame with at least one index.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<byte> indices)
    {
        writer.Write((byte)BitsOfIndex);
        var encoder = new LzwEncoder(writer);
        encoder.Encode(indices);
        encoder.Finish();
    }

    private void Encode(ReadOnlySpan<byte> indices)
    {
        StartOver();
        int code = indices[0];
        foreach (var index in indices[1..])
        {
            var run = code << BitsOfIndex | index;
            if (_codes.TryGetValue(run, out var known))
            {
                code = known;
                continue;
            }
            Put(code);
            Remember(run);
            code = index;
        }
        Put(code);
        Remember(-1); // the decoder does this too, and the width of the next code depends on it
        Put(End);
    }

    /// <summary>Assigns the next code to a sequence, or starts over when all codes are taken.</summary>
    private void Remember(int run)
    {
        if (_next == MaxCodes)
        {
            StartOver();
            return;
        }
        if (_next == 1 << _width)
            _width++;
        _codes[run] = _next++;
    }

    private void StartOver()
    {
        Put(Clear);
        _codes.Clear();
        (_width, _next) = (BitsOfIndex + 1, FirstRun);
    }

    private void Put(int code)
    {
        _bits |= code << _held;
        for (_held += _width; _held >= 8; _held -= 8, _bits >>= 8)
            PutByte((byte)_bits);
    }

    private void PutByte(byte value)
    {
        _block[_filled++] = value;
        if (_filled == MaxBlock)
            PutBlock();
    }

    private void PutBlock()
    {
        _writer.Write((byte)_filled);
        _writer.Write(_block, 0, _filled);
        _filled = 0;
    }

    private void Finish()
    {
        if (_held > 0)
            PutByte((byte)_bits);
        if (_filled > 0)
            PutBlock();
        _writer.Write((byte)0);
    }
}
