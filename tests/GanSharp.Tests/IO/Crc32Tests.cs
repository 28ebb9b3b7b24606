using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class Crc32Tests
{
    [Fact]
    public void Has_the_published_check_value() => Crc32.Append(0, "123456789"u8).ShouldBe(0xCBF43926u);

    [Fact]
    public void Appending_parts_gives_the_checksum_of_the_whole() =>
        Crc32.Append(Crc32.Append(0, "12345"u8), "6789"u8).ShouldBe(Crc32.Append(0, "123456789"u8));
}
