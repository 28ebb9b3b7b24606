using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class DiskFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_folder_has_no_entries()
    {
        DiskFolder.Entries(_folder["none"]).ShouldBeEmpty();
        DiskFolder.Files(_folder["none"], "*").ShouldBeEmpty();
    }

    [Fact]
    public void Entries_and_files_of_a_folder_are_listed()
    {
        Directory.CreateDirectory(_folder["b"]);
        _folder.Write("a.png", []);
        DiskFolder.Entries(_folder.Path).Order(StringComparer.Ordinal).ShouldBe([_folder["a.png"], _folder["b"]]);
        DiskFolder.Files(_folder.Path, "*.png").ShouldBe([_folder["a.png"]]);
    }

    [Fact]
    public void A_system_error_gets_a_remedy() =>
        Should
            .Throw<GanSharpException>(() =>
                DiskFolder.Reading<int>("runs", () => throw new UnauthorizedAccessException("denied")))
            .Message.ShouldBe("runs: cannot be read (denied); check the folder and its permissions");

    [Fact]
    public void A_folder_can_be_created_concurrently()
    {
        for (var round = 0; round < 200; round++)
        {
            var folder = _folder[Path.Combine($"{round}", "a", "b")];
            Parallel.For(0, 8, _ => DiskFolder.Make(folder).ShouldBe(folder));
            Directory.Exists(folder).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_file_is_not_a_folder()
    {
        _folder.Write("a", []);
        Should
            .Throw<IOException>(() => DiskFolder.Make(_folder["a"]))
            .Message.ShouldBe($"{_folder["a"]} is not a folder");
        Should.Throw<IOException>(() => DiskFolder.Make(_folder[Path.Combine("a", "b")]));
    }
}
