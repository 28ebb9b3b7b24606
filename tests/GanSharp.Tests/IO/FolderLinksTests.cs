using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class FolderLinksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderLinksTests()
    {
        Directory.CreateDirectory(_folder["run/samples"]);
        Directory.CreateDirectory(_folder["run-2/there"]);
        _folder.Write("run/a", [1]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run/link", "../run-2")]
    [InlineData("run/link", "../run-2/not-there")]
    [InlineData("run/link", "../run/../run-2/there")]
    [InlineData("run/samples/.link", "../..")]
    [InlineData("run/link", "/")]
    [InlineData("run/link", "/dev/full")]
    public void A_link_that_leads_out_is_named(string link, string target)
    {
        File.CreateSymbolicLink(_folder[link], target);
        Should
            .Throw<GanSharpException>(() => FolderLinks.RequireInside(_folder["run"], "run"))
            .Message.ShouldBe(
                $"{_folder[link]}: leads out of the folder of the run; replace the link with its target, or delete it");
    }

    [Theory]
    [InlineData("run/link", "a")]
    [InlineData("run/samples/link", "../a")]
    [InlineData("run/link", ".")]
    [InlineData("run/link", "samples/not-there-yet")]
    [InlineData("run/link", "../run/samples")]
    public void A_link_that_stays_inside_is_allowed(string link, string target)
    {
        File.CreateSymbolicLink(_folder[link], target);
        FolderLinks.RequireInside(_folder["run"], "run");
    }

    [Fact]
    public void A_link_through_a_link_is_followed()
    {
        File.CreateSymbolicLink(_folder["door"], "run-2/there");
        File.CreateSymbolicLink(_folder["run/link"], "../door/../a"); // run-2/a, not run/../a
        Should
            .Throw<GanSharpException>(() => FolderLinks.RequireInside(_folder["run"], "run"))
            .Message.ShouldStartWith($"{_folder["run/link"]}: leads out");
    }

    [Fact]
    public void The_folder_itself_may_be_a_link()
    {
        File.CreateSymbolicLink(_folder["mine"], "run");
        File.CreateSymbolicLink(_folder["run/link"], "a");
        FolderLinks.RequireInside(_folder["mine"], "run");
    }

    [Fact]
    public void An_endless_link_is_refused()
    {
        File.CreateSymbolicLink(_folder["run/link"], "link");
        Should
            .Throw<GanSharpException>(() => FolderLinks.RequireInside(_folder["run"], "run"))
            .Message.ShouldContain("is not an ordinary file");
    }

    [Fact]
    public void A_missing_folder_has_no_links() => FolderLinks.RequireInside(_folder["none"], "run");
}
