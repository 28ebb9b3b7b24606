using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class NormalFormTests
{
    [Theory]
    [InlineData("\u00c9t\u00e9", "E\u0301te\u0301")]
    [InlineData("\u1ec7", "e\u0323\u0302")]
    [InlineData("\u1ec7", "\u00ea\u0323")] // the marks in another order
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\uac01", "\u1100\u1161\u11a8")]
    [InlineData("\uac00", "\u1100\u1161")]
    [InlineData("\u304c", "\u304b\u3099")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    public void Composed_and_decomposed_letters_are_equal(string one, string other)
    {
        NormalForm.AreSame(one, other).ShouldBeTrue();
        NormalForm.Of(NormalForm.Of(one)).ShouldBe(NormalForm.Of(other));
    }

    [Theory]
    [InlineData("e", "\u00e9")]
    [InlineData("e\u0301\u0300", "e\u0300\u0301")] // marks above each other, whose order matters
    [InlineData("\ufb01", "fi")]
    [InlineData("Lily", "lily")]
    public void Different_letters_are_not_equal(string one, string other) =>
        NormalForm.AreSame(one, other).ShouldBeFalse();

    [Fact]
    public void Letter_case_can_be_ignored() =>
        NormalForm.AreSame("\u00c9", "e\u0301", StringComparison.OrdinalIgnoreCase).ShouldBeTrue();

    [Fact]
    public void Invalid_Unicode_is_not_an_error() => NormalForm.Of("a\ud800").ShouldBe("a\ufffd");
}
