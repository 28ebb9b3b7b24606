using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class CountsTests
{
    [Theory]
    [InlineData(0, "0 images")]
    [InlineData(1, "1 image")]
    [InlineData(2000, "2000 images")]
    public void One_thing_is_called_otherwise_than_several(long count, string text) =>
        Counts.Of(count, "image").ShouldBe(text);

    [Fact]
    public void Several_may_have_a_name_of_their_own() =>
        (Counts.Of(1, "class", "classes"), Counts.Of(3, "class", "classes")).ShouldBe(("1 class", "3 classes"));
}
