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
    public void Entries_and_files_of_a_folder_are_listed_in_order()
    {
        Directory.CreateDirectory(_folder["b"]);
        foreach (var name in (string[])["c.png", "a.png", "B.png", "10.png", "9.png"])
            _folder.Write(name, []);
        string[] files = [.. ((string[])["10.png", "9.png", "B.png", "a.png", "c.png"]).Select(name => _folder[name])];
        DiskFolder.Entries(_folder.Path).ShouldBe([.. files[..4], _folder["b"], files[4]]);
        DiskFolder.Files(_folder.Path, "*.png").ShouldBe(files);
    }

    [Fact]
    public void A_folder_that_is_deleted_meanwhile_has_no_entries()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var others = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Directory.CreateDirectory(_folder["brief"]);
                Directory.Delete(_folder["brief"]);
            }
        });
        while (!others.IsCompleted)
            DiskFolder.Entries(_folder["brief"]).ShouldBeEmpty();
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
