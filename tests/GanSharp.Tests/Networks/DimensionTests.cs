using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class DimensionTests
{
    private static readonly NetworkContext Context = new(new ImageShape(3, 28, 32), 5);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("C", 3)]
    [InlineData("H/4", 7)]
    [InlineData("W/4", 8)]
    [InlineData("128*H/4*W/4", 128 * 7 * 8)]
    [InlineData("H*W*C", 28 * 32 * 3)]
    [InlineData("96/C/4", 8)]
    [InlineData("2*K", 10)]
    public void Sizes_follow_the_image(string text, int size) => Dimension.Evaluate(text, Context).ShouldBe(size);

    [Theory]
    [InlineData(
        "H/8",
        "H/8 is not a whole number for images of 28×32×3: 28 is not divisible by 8; scale them with --image-size 32")]
    [InlineData("0", "'0' is not a size; write numbers and C, H, W, K joined by * and /, such as 64 or H/4")]
    [InlineData("-1", "'-1' is not a size; ")]
    [InlineData("", "'' is not a size; ")]
    [InlineData("2*", "'2*' is not a size; ")]
    [InlineData("H+1", "'H+1' is not a size; ")]
    [InlineData("h", "'h' is not a size; ")]
    [InlineData("2147483648", "'2147483648' is not a size; ")]
    [InlineData("65536*65536", "65536*65536 is 4294967296; a size must be 1 or more")]
    [InlineData(
        "2000000000*2000000000*2000000000", "2000000000*2000000000*2000000000 is 4294967298; a size must be 1 or more")]
    public void Text_that_is_not_a_size_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => Dimension.Evaluate(text, Context)).Message.ShouldStartWith(message);
}
