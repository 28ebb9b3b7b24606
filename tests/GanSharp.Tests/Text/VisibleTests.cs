using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class VisibleTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("rose, Ü漢 'é' 🌹 👩‍🌾 \\n", "rose, Ü漢 'é' 🌹 👩‍🌾 \\n")]
    [InlineData("\e]0;title\a\e[31mred", @"\u001B]0;title\u0007\u001B[31mred")]
    [InlineData("a\nb\r\nc\td\0", @"a\u000Ab\u000D\u000Ac\u0009d\u0000")]
    [InlineData("a\u0085b\u009bc\u007f", @"a\u0085b\u009Bc\u007F")]
    [InlineData(
        "\u202agpj.exe\u202e \u2066x\u2069 \u200e\u200f\u061c",
        @"\u202Agpj.exe\u202E \u2066x\u2069 \u200E\u200F\u061C")]
    [InlineData("\u2028\u2029\ufeff\u200b", @"\u2028\u2029\uFEFF\u200B")]
    public void Hidden_characters_are_shown_as_numbers(string text, string shown) =>
        Visible.Of(text).ShouldBe(shown);

    [Fact]
    public void Line_breaks_can_be_kept() =>
        Visible.Lines("a\nb\r\nc\rd\u2028\e").ShouldBe("a\nb\r\nc\\u000Dd\\u2028\\u001B");
}
