using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class PluralTests
{
    [Theory]
    [InlineData(0, "0 images")]
    [InlineData(1, "1 image")]
    [InlineData(2000, "2000 images")]
    public void A_noun_is_singular_only_for_one(long count, string text) =>
        Plural.Of(count, "image").ShouldBe(text);

    [Fact]
    public void An_irregular_plural_can_be_passed() =>
        (Plural.Of(1, "class", "classes"), Plural.Of(3, "class", "classes")).ShouldBe(("1 class", "3 classes"));
}
