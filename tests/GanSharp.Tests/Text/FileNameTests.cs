using System.Text;
using GanSharp.Text;

namespace GanSharp.Tests.Text;

[Trait("Instructions", "any")]
public class FileNameTests
{
    [Theory]
    [InlineData("T-shirt/top", "T-shirt-top")]
    [InlineData("a\nb\u001B", "a-b-")]
    [InlineData("日本_1.5", "日本_1.5")]
    public void Only_letters_digits_dots_dashes_and_underscores_stay(string name, string file) =>
        FileName.Of(name).ShouldBe(file);

    [Theory]
    [InlineData('x', 160)]
    [InlineData('é', 80)]
    [InlineData('日', 53)]
    public void Long_names_are_cut_off(char letter, int length)
    {
        var file = FileName.Of(new string(letter, 100_000));
        file.ShouldBe(new string(letter, length));
        Encoding.UTF8.GetByteCount(file).ShouldBeLessThanOrEqualTo(160);
    }
}
