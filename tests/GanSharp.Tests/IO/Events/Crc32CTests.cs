using GanSharp.IO.Events;

namespace GanSharp.Tests.IO.Events;

[Trait("Instructions", "any")]
public class Crc32CTests
{
    private static readonly byte[] Ascending = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Has_the_published_check_value() => Crc32C.Of("123456789"u8).ShouldBe(0xE3069283u);

    [Fact]
    public void Matches_the_examples_of_RFC_3720()
    {
        Crc32C.Of(new byte[32]).ShouldBe(0x8A9136AAu);
        Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]).ShouldBe(0x62A8AB43u);
        Crc32C.Of(Ascending).ShouldBe(0x46DD794Eu);
        Crc32C.Of([.. Ascending.Reverse()]).ShouldBe(0x113FDB5Cu);
    }

    [Fact]
    public void The_checksum_of_no_bytes_is_zero_unless_masked() =>
        (Crc32C.Of([]), Crc32C.Masked([])).ShouldBe((0u, 0xA282EAD8u));
}
