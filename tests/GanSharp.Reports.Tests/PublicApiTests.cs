using GanSharp.PublicApi;

namespace GanSharp.Reports.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => ApiSnapshot.ShouldBeAsListed(typeof(RunReport).Assembly);
}
