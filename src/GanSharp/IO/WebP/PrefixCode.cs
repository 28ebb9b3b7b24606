namespace GanSharp.IO.WebP;

/// <summary>
/// A canonical prefix code: words are ordered by length, then by symbol. A code of one symbol takes no bits.
/// </summary>
internal sealed class PrefixCode
{
    private const int MostBits = 15, MostBitsOfLengths = 7, SimpleSymbols = 256;
    private const int Repeat = 16, FewZeros = 17, ManyZeros = 18, LengthSymbols = 19;

    private static readonly byte[] OrderOfLengths =
        [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly byte[] _lengths;
    private readonly ushort[] _words;
    private readonly int[] _symbols;

    /// <summary>The best code for symbols that occur that often.</summary>
    public PrefixCode(ReadOnlySpan<int> counts) : this(CodeLengths.Of(counts, MostBits)) { }

    private PrefixCode(byte[] lengths)
    {
        (_lengths, _words) = (lengths, Words(lengths));
        _symbols = [.. Enumerable.Range(0, lengths.Length).Where(symbol => lengths[symbol] > 0)];
    }

    /// <summary>Writes the word of a symbol.</summary>
    public void Write(BitWriter bits, int symbol)
    {
        if (_symbols.Length > 1)
            bits.Write(_words[symbol], _lengths[symbol]);
    }

    /// <summary>Writes the code itself: one symbol as it is, otherwise the lengths of all words.</summary>
    public void WriteCode(BitWriter bits)
    {
        if (_symbols is [] or [< SimpleSymbols])
        {
            bits.Write(1, 1); // a simple code
            bits.Write(0, 1); // of one symbol
            bits.Write(1, 1); // of 8 bits
            bits.Write((uint)_symbols.FirstOrDefault(), 8);
            return;
        }
        var runs = Runs().ToArray();
        var counts = new int[LengthSymbols];
        foreach (var (symbol, _, _) in runs)
            counts[symbol]++;
        var code = new PrefixCode(CodeLengths.Of(counts, MostBitsOfLengths));
        var used = Array.FindLastIndex(OrderOfLengths, symbol => counts[symbol] > 0) + 1;
        bits.Write(0, 1); // not a simple code
        bits.Write((uint)Math.Max(0, used - 4), 4);
        foreach (var symbol in OrderOfLengths[..Math.Max(4, used)])
            bits.Write(code._lengths[symbol], 3);
        bits.Write(0, 1); // the lengths of all symbols follow
        foreach (var (symbol, extra, width) in runs)
        {
            code.Write(bits, symbol);
            bits.Write((uint)extra, width);
        }
    }

    /// <summary>Returns the lengths, with runs of zeros and of equal lengths as one symbol with extra bits.</summary>
    private IEnumerable<(int Symbol, int Extra, int Width)> Runs()
    {
        var previous = -1;
        for (var i = 0; i < _lengths.Length;)
        {
            var length = _lengths[i];
            var rest = _lengths.AsSpan(i);
            var run = rest.IndexOfAnyExcept(length) is var end and >= 0 ? end : rest.Length;
            var most = length == 0 ? 138 : length == previous ? 6 : 1;
            run = Math.Min(run, most);
            if (run < 3)
                run = 1;
            yield return run == 1 ? (length, 0, 0)
                : length > 0 ? (Repeat, run - 3, 2)
                : run <= 10 ? (FewZeros, run - 3, 3)
                : (ManyZeros, run - 11, 7);
            if (length > 0)
                previous = length;
            i += run;
        }
    }

    /// <summary>Returns the words with their first bit lowest, as the stream has them.</summary>
    private static ushort[] Words(byte[] lengths)
    {
        var words = new ushort[lengths.Length];
        var word = 0;
        for (var length = 1; length <= MostBits; length++, word <<= 1)
            for (var symbol = 0; symbol < lengths.Length; symbol++)
                if (lengths[symbol] == length)
                    words[symbol] = Reversed(word++, length);
        return words;
    }

    private static ushort Reversed(int word, int length)
    {
        var reversed = 0;
        for (var bit = 0; bit < length; bit++)
            reversed |= (word >> bit & 1) << (length - 1 - bit);
        return (ushort)reversed;
    }
}
