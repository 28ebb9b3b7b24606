using System.Buffers.Binary;
using System.Text;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_the_format_byte_for_byte()
    {
        const string header =
            """{"__metadata__":{"a":"é","b":"\""}"""
            + ""","d":{"dtype":"F64","shape":[],"data_offsets":[0,8]}"""
            + ""","w":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}""";
        byte[] data = [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0x40, 0, 0, 0xC0, 0xBF];

        SafeTensors.Save(
            _folder["a"],
            new Dictionary<string, Tensor>
            {
                ["w"] = Tensor.From([2f, -1.5f], [1, 2]),
                ["d"] = Tensor.Scalar(1, DType.F64),
            },
            new Dictionary<string, string> { ["b"] = "\"", ["a"] = "é" });

        var bytes = Encoding.UTF8.GetBytes(header);
        var padded = bytes.Concat(Enumerable.Repeat((byte)' ', (8 - bytes.Length % 8) % 8)).ToArray();
        File.ReadAllBytes(_folder["a"]).ShouldBe(Bytes(padded, data));
    }

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Saved_tensors_are_loaded_unchanged(DType dtype)
    {
        double[] values = [0, -0.0, 1.0 / 3, double.NaN, double.PositiveInfinity, -1e-30];
        var saved = new Dictionary<string, Tensor>
        {
            ["weight"] = Tensor.From(values, [2, 1, 3], dtype),
            ["empty"] = Tensor.Zeros([0, 5], dtype),
            ["odd name \n 漢"] = Tensor.Scalar(7, dtype),
        };
        SafeTensors.Save(_folder["a"], saved, new Dictionary<string, string> { ["recipe"] = "name: gan\n" });

        var loaded = SafeTensors.Load(_folder["a"]);

        loaded.Metadata.ShouldBe([new("recipe", "name: gan\n")]);
        loaded.Tensors.Keys.ShouldBe(["empty", "odd name \n 漢", "weight"]);
        foreach (var (name, tensor) in loaded.Tensors)
        {
            (tensor.DType, tensor.Shape).ShouldBe((dtype, saved[name].Shape));
            Bits(tensor).ShouldBe(Bits(saved[name]));
        }

        static long[] Bits(Tensor tensor) => [.. tensor.ToArray<double>().Select(BitConverter.DoubleToInt64Bits)];
    }

    [Fact]
    public void Tensors_larger_than_one_part_keep_their_order()
    {
        var values = Enumerable.Range(0, 2_500_000).Select(i => (float)i).ToArray();
        SafeTensors.Save(_folder["a"], [new("x", Tensor.From(values, [2_500_000]))]);
        SafeTensors.Load(_folder["a"]).Tensors["x"].AsSpan<float>().SequenceEqual(values).ShouldBeTrue();
    }

    [Fact]
    public void A_file_may_have_no_tensors() => Load(Bytes("{}"u8, [])).Tensors.ShouldBeEmpty();

    [Fact]
    public void Elements_may_be_in_another_order_than_their_names()
    {
        var header = """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}"""u8;
        var rest = ""","b":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"""u8;
        var tensors = Load(Bytes([.. header, .. rest], [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])).Tensors;
        (tensors["a"].Item(), tensors["b"].Item()).ShouldBe((2, 1));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_by_name()
    {
        SafeTensors.Save(_folder["a"], [new("w", Tensor.Ones([3])), new("v", Tensor.Ones([2], DType.F64))]);
        var whole = File.ReadAllBytes(_folder["a"]);
        for (var length = 0; length < whole.Length; length++)
            Refusal(whole.AsSpan(0, length))
                .ShouldMatch("too short|ends within its header|cut short", $"cut to {length} bytes");
    }

    [Theory]
    [InlineData("""[]""", "it is not a JSON object")]
    [InlineData("""{"a":""", "end of the JSON")]
    [InlineData("""{"a":1}""", "tensor 'a' is not an object")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "tensor 'a' has no dtype")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "tensor 'a' has no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "tensor 'a' has no data_offsets")]
    [InlineData(
        """{"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}""",
        "tensor 'a' has elements of type BF16, of which only F16, F32 and F64")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "tensor 'a' has -2 in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", "tensor 'a' has 1.5 in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", "tensor 'a' has 2 in its shape")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""",
        "tensor 'a' has 99999999999999999999 in its data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "tensor 'a' has data_offsets [0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "tensor 'a' has data_offsets [8, 0]")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "tensor 'a' takes 8 bytes, but F32 (3) takes 12")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}}""", "tensor 'a' has too many elements")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""",
        "tensor 'a' has too many elements")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "tensor 'a' ends at byte 16 of 8")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "tensor 'a' begins at byte 4, but the one before ends at 0")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"""
        + ""","b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "tensor 'b' begins at byte 4")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "4 bytes after the last tensor belong to no tensor")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"""
        + ""","a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "Duplicate property 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}""", "depth")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "UTF-16")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ is not an object")]
    [InlineData("""{"__metadata__":{"k":1}}""", "__metadata__ 'k' is not a string")]
    public void Malformed_headers_are_refused_with_the_reason(string header, string reason) =>
        Refusal(Bytes(Encoding.UTF8.GetBytes(header), new byte[8])).ShouldContain(reason);

    [Fact]
    public void Names_that_are_not_UTF8_are_refused() =>
        Refusal(
                Bytes(
                    [.. "{\""u8, 0xFF, .. "\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8],
                    new byte[8]))
            .ShouldContain("UTF-8");

    [Fact]
    public void A_message_is_one_line_whatever_it_quotes()
    {
        var message = Refusal(Bytes(Encoding.UTF8.GetBytes($$"""{"\n\u001b[31m{{new string('x', 10_000)}}":1}"""), []));
        message.ShouldAllBe(c => !char.IsControl(c));
        message.Length.ShouldBeLessThan(2100);
    }

    [Fact]
    public void A_huge_header_length_is_refused() =>
        Refusal([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{'])
            .ShouldContain("header of 18446744073709551615 bytes, of at most 100000000");

    [Fact]
    public void A_duplicate_or_reserved_name_is_not_written()
    {
        Should.Throw<ArgumentException>(() =>
            SafeTensors.Save(_folder["a"], [new("x", Tensor.Ones([1])), new("x", Tensor.Ones([1]))]));
        Should.Throw<ArgumentException>(() => SafeTensors.Save(_folder["a"], [new("__metadata__", Tensor.Ones([1]))]));
        _folder.Names.ShouldBeEmpty();
    }

    private SafeTensorsFile Load(ReadOnlySpan<byte> bytes) => SafeTensors.Load(_folder.Write("file", bytes));

    private string Refusal(ReadOnlySpan<byte> bytes)
    {
        var path = _folder.Write("bad", bytes);
        var message = Should.Throw<GanSharpException>(() => SafeTensors.Load(path)).Message;
        message.ShouldStartWith($"{path}: ");
        return message;
    }

    private static byte[] Bytes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }
}
