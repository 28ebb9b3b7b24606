using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

[Trait("Instructions", "any")]
public sealed class PartFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_target_of_a_link_is_not_overwritten()
    {
        var precious = _folder.Write("precious", "not ours"u8);
        File.CreateSymbolicLink(_folder["a.part"], precious);

        Should
            .Throw<GanSharpException>(() => new PartFile(_folder["a.part"], most: 1))
            .Message.ShouldBe(
                $"{_folder["a.part"]}: is a link, and a download would overwrite its target; delete the link");
        File.ReadAllBytes(precious).ShouldBe("not ours"u8.ToArray());
        _folder.Names.ShouldBe(["a.part", "precious"], "no lock stays");
    }
}
