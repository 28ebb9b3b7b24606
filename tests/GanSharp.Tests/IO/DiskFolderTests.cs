using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
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
        Should
            .Throw<GanSharpException>(() =>
                DiskFolder.Reading<int>("runs", () => throw new UnauthorizedAccessException("denied")))
            .Message.ShouldBe("runs: cannot be read (denied); check the folder and its permissions");

    [Fact]
    public void Of_many_that_make_a_folder_at_once_all_have_it()
    {
        for (var round = 0; round < 200; round++)
        {
            var folder = _folder[Path.Combine($"{round}", "a", "b")];
            Parallel.For(0, 8, _ => DiskFolder.Make(folder).ShouldBe(folder));
            Directory.Exists(folder).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        _folder.Write("a", []);
        Should
            .Throw<IOException>(() => DiskFolder.Make(_folder["a"]))
            .Message.ShouldBe($"{_folder["a"]} is not a folder");
        Should.Throw<IOException>(() => DiskFolder.Make(_folder[Path.Combine("a", "b")]));
    }
}
