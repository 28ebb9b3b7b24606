using GanSharp.IO;

namespace GanSharp.Tests.IO;

public sealed class DiskFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_not_there_holds_nothing()
    {
        DiskFolder.Entries(_folder["none"]).ShouldBeEmpty();
        DiskFolder.Files(_folder["none"], "*").ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_is_read()
    {
        Directory.CreateDirectory(_folder["b"]);
        _folder.Write("a.png", []);
        DiskFolder.Entries(_folder.Path).Order(StringComparer.Ordinal).ShouldBe([_folder["a.png"], _folder["b"]]);
        DiskFolder.Files(_folder.Path, "*.png").ShouldBe([_folder["a.png"]]);
    }

    [Fact]
    public void What_the_system_complains_about_has_a_remedy() =>
        Should.Throw<GanSharpException>(() => DiskFolder.Reading<int>("runs", () => throw new UnauthorizedAccessException("denied"))).Message
            .ShouldBe("runs: cannot be read (denied); check the folder and its permissions");
}
