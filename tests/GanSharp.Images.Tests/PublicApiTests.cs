using GanSharp.PublicApi;

namespace GanSharp.Images.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => ApiSnapshot.ShouldBeAsListed(typeof(SkiaPictureReader).Assembly);
}
