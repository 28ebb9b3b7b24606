namespace GanSharp.Tests;

public class PixelRangeTests
{
    [Theory]
    [InlineData(PixelRange.SignedUnit, -1f)]
    [InlineData(PixelRange.Unit, 0f)]
    public void Every_byte_survives_a_round_trip(PixelRange range, float black)
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var floats = new float[256];
        var back = new byte[256];
        range.ToFloats(bytes, floats);
        range.ToBytes(floats, back);

        back.ShouldBe(bytes);
        floats[0].ShouldBe(black);
        floats[255].ShouldBe(1f);
        floats[51].ShouldBe(range == PixelRange.Unit ? 0.2f : -0.6f, 1e-6f);
    }

    [Fact]
    public void Bytes_are_rounded_and_clamped()
    {
        var bytes = new byte[7];
        PixelRange.Unit.ToBytes(
            [-3f, 0.49f / 255, 0.51f / 255, 254.6f / 255, 7f, float.PositiveInfinity, float.NaN], bytes);
        bytes.ShouldBe([0, 0, 1, 255, 255, 255, 0]);
    }

    [Fact]
    public void A_short_target_is_refused() =>
        Should.Throw<ArgumentException>(() => PixelRange.Unit.ToFloats([1, 2, 3], new float[2]));
}
