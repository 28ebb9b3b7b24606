using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class NameListTests
{
    [Theory]
    [InlineData("4, 9", "4", "9")]
    [InlineData("4;9,,", "4", "9")]
    [InlineData("lily, \"roses, red\"", "lily", "roses, red")]
    [InlineData(" \"a;b\" ", "a;b")]
    [InlineData("\"say \"\"hi\"\"\",x", "say \"hi\"", "x")]
    [InlineData("5\" disk, x", "5\" disk", "x")]
    [InlineData("\" a \"", " a ")]
    [InlineData("")]
    public void Names_are_read(string text, params string[] names) => NameList.Parse(text).ShouldBe(names);

    [Theory]
    [InlineData("4", "9")]
    [InlineData("roses, red", "say \"hi\"", "\"", " a ", "x;y", "T-shirt/top")]
    public void Formatted_names_are_read_back(params string[] names) =>
        NameList.Parse(NameList.Format(names)).ShouldBe(names);

    [Theory]
    [InlineData("\"roses, red")]
    [InlineData("\"roses\" red")]
    public void Unclosed_quotes_and_text_after_a_quote_are_refused(string text) =>
        Should
            .Throw<GanSharpException>(() => NameList.Parse(text))
            .Message.ShouldStartWith($"{text}: write a name with commas or quotes as");

    [Fact]
    public void Ordinary_names_need_no_quotes() =>
        NameList.Format(["4", "9", "roses, red"]).ShouldBe("4, 9, \"roses, red\"");
}
