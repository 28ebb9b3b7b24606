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
    public void What_is_written_is_read_back(params string[] names) =>
        NameList.Parse(NameList.Format(names)).ShouldBe(names);

    [Theory]
    [InlineData("\"roses, red")]
    [InlineData("\"roses\" red")]
    public void Quotes_that_are_open_or_in_the_way_are_refused(string text) =>
        Should
            .Throw<GanSharpException>(() => NameList.Parse(text))
            .Message.ShouldStartWith($"{text}: write a name that has commas or quotes as");

    [Fact]
    public void Ordinary_names_need_no_quotes() =>
        NameList.Format(["4", "9", "roses, red"]).ShouldBe("4, 9, \"roses, red\"");
}
