using System.Text;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class CsvTableTests
{
    [Fact]
    public void Fields_may_be_quoted_and_lines_end_in_any_way()
    {
        var table = Parse(
            "\uFEFFfile,label\r\na.png,cat\n\n\"b,c.png\",\"a \"\"big\"\" dog\"\r\n\"d\ne.png\",\nf.png,x");
        table.Header.ShouldBe(["file", "label"]);
        table.Rows.Select(row => row.Line).ShouldBe([2, 4, 5, 7]);
        table.Rows.SelectMany(row => row.Fields)
            .ShouldBe(["a.png", "cat", "b,c.png", "a \"big\" dog", "d\ne.png", "", "f.png", "x"]);
    }

    [Fact]
    public void Quotes_may_be_all_of_a_field() =>
        Parse("a,b\n\"\",\"\"\"\"").Rows[0].Fields.ShouldBe(["", "\""]);

    [Fact]
    public void A_column_is_found_by_any_of_its_names()
    {
        var table = Parse("Id, File_Name ,label");
        table.ColumnOf("file", "file_name").ShouldBe(1);
        table.ColumnOf("class").ShouldBe(-1);
    }

    [Theory]
    [InlineData("", "t.csv: is empty; write a header and a line for every picture")]
    [InlineData("a,b\n1", "t.csv:2: has 1 field, but the header has 2 fields; write all of them, divided by commas")]
    [InlineData("a\r1,b\r", "t.csv:2: has 2 fields, but the header has 1 field; quote fields that contain commas")]
    [InlineData("a\n\n\"x\ny", "t.csv:3: a quote is not closed; close it")]
    [InlineData("a\n\"x\"y", "t.csv:2: text follows a closing quote; double quotes inside fields")]
    public void Damaged_tables_are_refused(string text, string complaint) =>
        Should.Throw<GanSharpException>(() => Parse(text)).Message.ShouldBe(complaint);

    [Fact]
    public void Other_encodings_are_refused() =>
        Should.Throw<GanSharpException>(() => CsvTable.Parse([(byte)'a', 0xE9], "t.csv")).Message
            .ShouldBe("t.csv: is not UTF-8; save it as UTF-8");

    private static CsvTable Parse(string text) => CsvTable.Parse(Encoding.UTF8.GetBytes(text), "t.csv");
}
