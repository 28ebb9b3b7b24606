using System.IO.Compression;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class IdxTests : IDisposable
{
    private static readonly byte[] Golden = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_the_format_byte_for_byte()
    {
        Idx.Write(_folder["a"], new([2, 3], [10, 20, 30, 40, 50, 60]));
        File.ReadAllBytes(_folder["a"]).ShouldBe(Golden);
    }

    [Theory]
    [InlineData("a-idx1-ubyte", 5)]
    [InlineData("a-idx2-ubyte.gz", 2, 3)]
    [InlineData("a-idx3-ubyte.gz", 2, 3, 4)]
    [InlineData("a-idx4-ubyte", 1, 2, 3, 4)]
    [InlineData("empty", 0, 28, 28)]
    [InlineData("large.gz", 3, 1000, 1000)]
    public void Written_arrays_are_read_back(string name, params int[] extents)
    {
        var data = new byte[extents.Aggregate((a, b) => a * b)];
        for (var i = 0; i < data.Length; i++)
            data[i] = (byte)(i * 7 + i / 256);
        Idx.Write(_folder[name], new(extents, data));

        var read = Idx.Read(_folder[name]);

        read.Extents.ShouldBe(extents);
        read.Data.AsSpan().SequenceEqual(data).ShouldBeTrue();
        (File.ReadAllBytes(_folder[name])[0] == 0x1F).ShouldBe(name.EndsWith(".gz", StringComparison.Ordinal));
    }

    [Fact]
    public void Compression_is_detected_by_the_contents()
    {
        Idx.Read(_folder.Write("plain.gz", Golden)).Data.ShouldBe(Golden[12..]);
        Idx.Read(_folder.Write("packed", Compressed(stream => stream.Write(Golden)))).Data.ShouldBe(Golden[12..]);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_by_name()
    {
        for (var length = 0; length < Golden.Length; length++)
            Refusal(Golden.AsSpan(0, length)).ShouldContain("ends", customMessage: $"cut to {length} bytes");

        // The data may be complete even if the checksum and the length after it are not.
        var compressed = Compressed(stream => stream.Write(Golden));
        for (var length = 0; length < compressed.Length; length++)
            Refusal(compressed.AsSpan(0, length));
        for (var cut = 1; cut <= 8; cut++)
            Refusal(compressed.AsSpan(0, compressed.Length - cut))
                .ShouldContain("damaged gzip data", customMessage: $"{cut} bytes cut off");
    }

    [Theory]
    [InlineData(8183)]
    [InlineData(8184)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(16384)]
    public void A_compressed_file_may_end_where_a_buffer_ends(int length)
    {
        const byte hasName = 8;
        var compressed = Compressed(stream => stream.Write(Golden));
        compressed[3] |= hasName;
        byte[] name = [.. Enumerable.Repeat((byte)'n', length - compressed.Length - 1), 0];
        byte[] file = [.. compressed[..10], .. name, .. compressed[10..]];
        file.Length.ShouldBe(length);
        Idx.Read(_folder.Write("named.gz", file)).Data.ShouldBe(Golden[12..]);
        for (var cut = 1; cut <= 8; cut++)
            Refusal(file.AsSpan(0, length - cut)).ShouldContain("damaged gzip data");
    }

    [Theory]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 0x0D, 1, 0, 0, 0, 1, 0, 0, 0, 0 }, "type 0x0D, not unsigned bytes")]
    [InlineData(new byte[] { 0, 0, 8, 0, 1 }, "0 dimensions")]
    [InlineData(new byte[] { 0, 0, 8, 5 }, "5 dimensions")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 }, "extent 0 is 2147483648")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x40, 0, 0, 1 }, "exceed 1073741824 bytes")]
    [InlineData(
        new byte[] { 0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF },
        "exceed 1073741824 bytes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6 }, "more bytes than the 1 its header announces")]
    public void Malformed_files_are_refused_with_the_reason(byte[] bytes, string reason) =>
        Refusal(bytes).ShouldContain(reason);

    [Fact]
    public void Damaged_gzip_is_refused()
    {
        var bytes = Compressed(stream => stream.Write(Golden));
        bytes[^6] ^= 1; // in the checksum
        Refusal(bytes).ShouldContain("damaged gzip data");
    }

    [Fact]
    public void Missing_files_and_folders_have_different_messages()
    {
        Should
            .Throw<GanSharpException>(() => Idx.Read(_folder["none"]))
            .Message.ShouldBe($"{_folder["none"]}: no such file; check the path");
        Should.Throw<GanSharpException>(() => Idx.Read(_folder.Path)).Message.ShouldContain("is a folder");
    }

    [Fact]
    public void More_compressed_data_than_announced_is_not_unpacked()
    {
        var bomb = Compressed(stream =>
        {
            stream.Write([0, 0, 8, 1, 0, 0, 0, 100]);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                stream.Write(zeros);
        });
        AllocatedBy(() => Refusal(bomb).ShouldContain("more bytes than the 100")).ShouldBeLessThan(2 << 20);
    }

    [Fact]
    public void A_small_file_that_announces_much_allocates_little() =>
        AllocatedBy(() => Refusal([0, 0, 8, 1, 0x40, 0, 0, 0, 1, 2, 3]).ShouldContain("ends after 3 of 1073741824"))
            .ShouldBeLessThan(4 << 20);

    [Fact]
    public void Extents_that_do_not_describe_the_data_are_not_written() =>
        Should.Throw<ArgumentException>(() => Idx.Write(new MemoryStream(), new([2, 2], [1, 2, 3])));

    private string Refusal(ReadOnlySpan<byte> bytes)
    {
        var path = _folder.Write("bad", bytes);
        var message = Should.Throw<GanSharpException>(() => Idx.Read(path)).Message;
        message.ShouldStartWith($"{path}: ");
        return message;
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Compressed(Action<Stream> write)
    {
        var result = new MemoryStream();
        using (var stream = new GZipStream(result, CompressionLevel.Fastest))
            write(stream);
        return result.ToArray();
    }
}
