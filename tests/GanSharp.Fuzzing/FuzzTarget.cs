using System.Text;

namespace GanSharp.Fuzzing;

/// <summary>A reader of foreign bytes, and the data for fuzzing it.</summary>
/// <param name="Name">The name of the target.</param>
/// <param name="File">The file to read, in a folder for this target.</param>
/// <param name="Seeds">Valid inputs, from which all others are derived.</param>
/// <param name="Read">
/// Reads the file and summarises its contents in a few words; inputs with a new summary are kept. The only exception
/// that it may throw for foreign bytes is <see cref="GanSharpException"/>.
/// </param>
internal sealed record FuzzTarget(string Name, string File, IReadOnlyList<byte[]> Seeds, Func<string, string> Read)
{
    /// <summary>Creates the other files in the folder.</summary>
    public Action<string> Prepare { get; init; } = _ => { };

    /// <summary>Byte sequences with a meaning for the reader.</summary>
    public IReadOnlyList<byte[]> Tokens { get; init; } = [];

    /// <summary>
    /// Turns an input into a file by adding compression and checksums, so that mutations get past those.
    /// </summary>
    public Func<byte[], byte[]> Pack { get; init; } = bytes => bytes;

    /// <summary>The bound for all managed bytes that are allocated, on any thread.</summary>
    public Bound Managed { get; init; } = new(1 << 20, 64);

    /// <summary>The bound for the native bytes of tensors at any time.</summary>
    public Bound Native { get; init; }

    /// <summary>A prefix that errors may have instead of the folder, such as the name of a data set.</summary>
    public string? Blamed { get; init; }

    /// <summary>Splits a text into tokens, at line breaks and at three spaces.</summary>
    public static byte[][] Split(string lines) =>
        Texts(lines.Split(["   ", "\n"], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Returns the bytes of texts in UTF-8.</summary>
    public static byte[][] Texts(params IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}

/// <summary>A bound for the memory of an input.</summary>
/// <param name="Fixed">Bytes for any input.</param>
/// <param name="PerByte">More bytes per byte of the file.</param>
internal readonly record struct Bound(long Fixed, long PerByte)
{
    /// <summary>Returns the bound for a file of the given length.</summary>
    public long For(int length) => Fixed + PerByte * length;
}
