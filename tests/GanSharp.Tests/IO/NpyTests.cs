using System.IO.Compression;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class NpyTests
{
    public sealed record Case(string Type, long[] Shape, string Header);

    [Fact]
    public void Headers_are_the_bytes_that_NumPy_writes()
    {
        var cases = Fixtures.Load<Case[]>("npy.json");
        cases.Length.ShouldBe(6);
        foreach (var (type, shape, expected) in cases)
        {
            var header = type switch
            {
                "uint8" => Npy.Header<byte>(shape),
                "int32" => Npy.Header<int>(shape),
                "int64" => Npy.Header<long>(shape),
                "float32" => Npy.Header<float>(shape),
                _ => Npy.Header<double>(shape),
            };
            Convert.ToHexStringLower(header).ShouldBe(expected, $"{type} ({string.Join(", ", shape)})");
        }
    }

    [Fact]
    public void Other_elements_are_refused() =>
        Should.Throw<NotSupportedException>(() => Npy.Header<short>(1)).Message.ShouldContain("Int16");

    [Fact]
    public void An_archive_holds_arrays_and_always_the_same_bytes()
    {
        var bytes = Archive();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["x.npy", "y.npy", "labels.npy"]);
        zip.Entries.ShouldAllBe(entry => entry.Length == entry.CompressedLength);
        Contents(zip, "x.npy").ShouldBe([.. Npy.Header<float>(2, 1), .. Bytes(1.5f), .. Bytes(-2f)]);
        Contents(zip, "y.npy").ShouldBe([.. Npy.Header<double>(1), .. BitConverter.GetBytes(0.1)]);
        Contents(zip, "labels.npy")[^8..].ShouldBe(BitConverter.GetBytes(7L));
        Archive().ShouldBe(bytes);
    }

    private static byte[] Archive()
    {
        using var stream = new MemoryStream();
        using (var archive = new NpzWriter(stream))
        {
            archive.Add("x", Tensor.From([1.5f, -2f], [2, 1]));
            archive.Add("y", Tensor.From([0.1], [1], DType.F64));
            archive.Add("labels", new long[] { 3, 7 });
        }
        return stream.ToArray();
    }

    private static byte[] Bytes(float number) => BitConverter.GetBytes(number);

    private static byte[] Contents(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
