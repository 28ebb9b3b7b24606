using System.Text;

namespace GanSharp.Fuzzing;

/// <summary>A reader of foreign bytes, and what is needed to try it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="File">The file that it reads, in a folder of the target's own.</param>
/// <param name="Seeds">Valid inputs, from which all others are made.</param>
/// <param name="Read">
/// Reads the file of that path, and says in a word or two what it holds: inputs with another answer are worth keeping.
/// Foreign bytes may end in a <see cref="GanSharpException"/> and in nothing else.
/// </param>
internal sealed record FuzzTarget(string Name, string File, IReadOnlyList<byte[]> Seeds, Func<string, string> Read)
{
    /// <summary>Lays out what the folder holds besides the file.</summary>
    public Action<string> Prepare { get; init; } = _ => { };

    /// <summary>Pieces that mean something to the reader.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>
    /// The file of an input: what is mutated is within its compression and its checksums, so that mutations are seen
    /// behind them.
    /// </summary>
    public Func<byte[], byte[]> Pack { get; init; } = bytes => bytes;

    /// <summary>Managed bytes that may be allocated in all, on any thread.</summary>
    public Bound Managed { get; init; } = new(1 << 20, 64);

    /// <summary>Native bytes that tensors may hold at a time.</summary>
    public Bound Native { get; init; }

    /// <summary>What an error may begin with besides the folder of the file, such as the name of a data set.</summary>
    public string? Blamed { get; init; }

    /// <summary>The tokens in a text, one on a line, or several with three spaces between them.</summary>
    public static byte[][] Words(string lines) =>
        Texts(lines.Split(["   ", "\n"], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The bytes of texts.</summary>
    public static byte[][] Texts(params IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}

/// <summary>Memory that an input may take.</summary>
/// <param name="Fixed">Bytes for any input.</param>
/// <param name="PerByte">Bytes for each byte of the file.</param>
internal readonly record struct Bound(long Fixed, long PerByte)
{
    /// <summary>The bytes for a file of that length.</summary>
    public long For(int length) => Fixed + PerByte * length;
}
