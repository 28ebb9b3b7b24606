using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class PixelColorTests
{
    [Theory]
    [InlineData("white", 255, 255, 255)]
    [InlineData("black", 0, 0, 0)]
    [InlineData("#ff8001", 255, 128, 1)]
    public void A_colour_is_read_as_it_is_written(string text, byte red, byte green, byte blue)
    {
        PixelColor.Parse(text).ShouldBe(new(red, green, blue));
        new PixelColor(red, green, blue).ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("#ffffff", "white")]
    [InlineData("#ABCDEF", "#abcdef")]
    public void A_colour_has_one_text(string text, string written) =>
        PixelColor.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData("")]
    [InlineData("grey")]
    [InlineData("ff8000")]
    [InlineData("#ff800")]
    [InlineData("#ff80000")]
    [InlineData("#+f8000")]
    public void Other_texts_are_refused(string text) =>
        Should.Throw<GanSharpException>(() => PixelColor.Parse(text)).Message
            .ShouldBe($"'{text}' is not white, black or a colour such as #ff8000");

    [Fact]
    public void A_sample_is_blended_with_the_colour_under_it()
    {
        var colour = new PixelColor(0, 100, 200);
        colour.Under(0, 255, 255, 255).ShouldBe((byte)255);
        colour.Under(1, 255, 0, 255).ShouldBe((byte)100);
        colour.Under(2, 0, 51, 255).ShouldBe((byte)160);
        colour.Under(2, 65535, 65535, 65535).ShouldBe((byte)255);
    }
}
