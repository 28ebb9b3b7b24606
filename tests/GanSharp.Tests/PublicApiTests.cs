using GanSharp.Models;
using GanSharp.PublicApi;

namespace GanSharp.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => ApiSnapshot.ShouldBeAsListed(typeof(GanModel).Assembly);
}
