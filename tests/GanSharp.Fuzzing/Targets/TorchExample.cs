using System.IO.Compression;
using System.Text;

namespace GanSharp.Fuzzing.Targets;

/// <summary>Files of <c>torch.save</c>, made by hand.</summary>
internal static class TorchExample
{
    /// <summary>Separates the pickle from the elements in an input.</summary>
    public static readonly byte[] Separator = "<elements>"u8.ToArray();

    /// <summary>Returns a file with a pickle and the elements of the storage 0.</summary>
    public static byte[] Zip(byte[] pickle, byte[] elements, string byteOrder = "little") =>
        FuzzTargets.Written(stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
            (string, byte[])[] members =
            [
                ("data.pkl", pickle), ("byteorder", Encoding.ASCII.GetBytes(byteOrder)), ("data/0", elements),
                ("version", "3\n"u8.ToArray()),
            ];
            foreach (var (name, contents) in members)
            {
                using var target = zip.CreateEntry($"archive/{name}", CompressionLevel.NoCompression).Open();
                target.Write(contents);
            }
        });

    /// <summary>Returns a file of an input: the pickle, the separator and the elements.</summary>
    public static byte[] Pack(byte[] input)
    {
        var end = input.AsSpan().IndexOf(Separator);
        return end < 0 ? Zip(input, []) : Zip(input[..end], input[(end + Separator.Length)..]);
    }

    /// <summary>The pickle of a dictionary with the tensors w (2, 3) and b (3), views of storage 0.</summary>
    public static byte[] Pickle() =>
    [
        0x80, 2, .. "}("u8,
        .. Text("w"), .. Tensor(0, [2, 3], [3, 1]),
        .. Text("b"), .. Tensor(6, [3], [1]),
        .. "u."u8,
    ];

    /// <summary>An input: that pickle and nine numbers in single precision.</summary>
    public static byte[] Input() => [.. Pickle(), .. Separator, .. Elements()];

    /// <summary>The numbers 0 to 8 in single precision.</summary>
    public static byte[] Elements() =>
        [.. Enumerable.Range(0, 9).SelectMany(i => BitConverter.GetBytes((float)i))];

    /// <summary>A pickle that asks for a class or function, and calls it with a text.</summary>
    public static byte[] Call(string module, string name) =>
        [0x80, 2, .. Name(module, name), .. Text("x"), 0x85, .. "R."u8];

    public static byte[] Text(string text) =>
        [(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Tensor(byte offset, byte[] extents, byte[] strides) =>
    [
        .. Name("torch._utils", "_rebuild_tensor_v2"), .. "(("u8,
        .. Text("storage"), .. Name("torch", "FloatStorage"), .. Text("0"), .. Text("cpu"), (byte)'K', 9,
        .. "tQK"u8, offset, .. Tuple(extents), .. Tuple(strides), 0x89,
        .. Name("collections", "OrderedDict"), .. ")RtR"u8,
    ];

    private static byte[] Tuple(byte[] numbers) =>
        [(byte)'(', .. numbers.SelectMany(number => (byte[])[(byte)'K', number]), (byte)'t'];

    private static byte[] Name(string module, string name) => Encoding.ASCII.GetBytes($"c{module}\n{name}\n");
}
