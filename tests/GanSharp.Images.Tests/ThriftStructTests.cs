namespace GanSharp.Images.Tests;

public class ThriftStructTests
{
    [Fact]
    public void Numbers_are_read_and_everything_else_is_skipped()
    {
        byte[] bytes =
        [
            0x15, 0x03,                         // field 1: -2
            0x18, 0x02, (byte)'a', (byte)'b',   // field 2: a text
            0x19, 0x25, 0x02, 0x04,             // field 3: a list of two numbers
            0x1B, 0x01, 0x85, 0x01, (byte)'k', 0x06, // field 4: a map from text to number
            0x11, 0x17, 0, 0, 0, 0, 0, 0, 0, 0, // fields 5 and 6: true, and a floating-point number
            0x3C, 0x16, 0xAC, 0x02, 0x00,       // field 9: a structure with field 1: 150
            0x00, 0xFF,
        ];
        var read = ThriftStruct.Parse(bytes);
        read.Number(1).ShouldBe(-2);
        read.Part(9)!.Number(1).ShouldBe(150);
        (read.Number(2), read.Part(1)).ShouldBe((null, null));
        read.Length.ShouldBe(bytes.Length - 1);
    }

    [Theory]
    [InlineData("a list longer than the file", 0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0x07, 0x00)]
    [InlineData("a text longer than the file", 0x18, 0x7F, 0x00)]
    [InlineData("a map longer than the file", 0x1B, 0x7F, 0x55, 0x00)]
    [InlineData("no end", 0x15, 0x02)]
    [InlineData("an endless number", 0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00)]
    [InlineData("an unknown kind", 0x1E, 0x00)]
    public void What_the_bytes_cannot_hold_is_refused(string what, params int[] bytes) =>
        Should.Throw<InvalidDataException>(() => ThriftStruct.Parse([.. bytes.Select(value => (byte)value)]), what);

    [Fact]
    public void Deep_structures_are_refused() =>
        Should.Throw<InvalidDataException>(() => ThriftStruct.Parse([.. Enumerable.Repeat((byte)0x1C, 10_000)]));
}
