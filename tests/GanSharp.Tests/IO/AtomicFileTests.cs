using System.Text;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_and_replaced()
    {
        AtomicFile.Write(_folder["a"], stream => stream.Write("first, and longer"u8));
        AtomicFile.Write(_folder["a"], stream => stream.Write("second"u8));

        File.ReadAllText(_folder["a"]).ShouldBe("second");
        _folder.Names.ShouldBe(["a"]);
    }

    [Fact]
    public void Missing_folders_are_created()
    {
        AtomicFile.Write(Path.Combine(_folder.Path, "b", "c", "d"), stream => stream.Write("x"u8));
        File.ReadAllText(Path.Combine(_folder.Path, "b", "c", "d")).ShouldBe("x");
    }

    [Fact]
    public void A_path_that_ends_in_a_slash_creates_nothing()
    {
        Should.Throw<GanSharpException>(() => AtomicFile.Write(_folder["a/"], stream => stream.Write("x"u8))).Message
            .ShouldStartWith($"{_folder["a/"]}: cannot be written (it is a folder)");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public void The_old_file_survives_a_failed_write()
    {
        _folder.Write("a", "old"u8);

        Should.Throw<DivideByZeroException>(() => AtomicFile.Write(_folder["a"], stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(new string('n', 100_000)));
            File.ReadAllText(_folder["a"]).ShouldBe("old");
            throw new DivideByZeroException();
        }));

        File.ReadAllText(_folder["a"]).ShouldBe("old");
        _folder.Names.ShouldBe(["a"]);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_named()
    {
        Directory.CreateDirectory(_folder["taken"]);

        Should.Throw<GanSharpException>(() => AtomicFile.Write(_folder["taken"], stream => stream.Write("x"u8)))
            .Message.ShouldStartWith($"{_folder["taken"]}: cannot be written");
        _folder.Names.ShouldBe(["taken"]);
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_named()
    {
        _folder.Write("taken", "x"u8);
        Should
            .Throw<GanSharpException>(() => AtomicFile.Write(_folder["taken/a"], stream => stream.Write("x"u8)))
            .Message.ShouldStartWith($"{_folder["taken/a"]}: cannot be written ({_folder["taken"]} is not a folder)");
    }

    [Fact]
    public void One_of_many_concurrent_creations_succeeds()
    {
        for (var round = 0; round < 50; round++)
        {
            var (name, created) = ($"a{round}", new bool[16]);
            Parallel.For(0, created.Length, i => created[i] = AtomicFile.TryCreate(_folder[name], stream =>
            {
                for (var k = 0; k < 1000; k++)
                    stream.WriteByte((byte)i);
            }));

            created.Count(true.Equals).ShouldBe(1);
            File.ReadAllBytes(_folder[name]).ShouldBe(Enumerable.Repeat((byte)Array.IndexOf(created, true), 1000));
        }
        _folder.Names.ShouldBe(Enumerable.Range(0, 50).Select(round => $"a{round}"), ignoreOrder: true);
    }

    [Fact]
    public void An_existing_file_is_not_replaced_by_a_creation()
    {
        _folder.Write("a", "old"u8);
        AtomicFile.TryCreate(_folder["a"], stream => stream.Write("new"u8)).ShouldBeFalse();
        File.ReadAllText(_folder["a"]).ShouldBe("old");
    }

    [Fact]
    public void A_replaced_file_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.Write("a", "old"u8), Mode);

        AtomicFile.Write(_folder["a"], stream => stream.Write("new"u8));

        File.GetUnixFileMode(_folder["a"]).ShouldBe(Mode);
    }

    [Fact]
    public void All_old_files_of_a_group_stay_when_one_new_file_fails()
    {
        _folder.Write("labels", "old"u8);
        _folder.Write("images", "old"u8);

        Should.Throw<DivideByZeroException>(() => AtomicFile.WriteTogether(
            (_folder["labels"], stream => stream.Write("new"u8)),
            (_folder["images"], _ => throw new DivideByZeroException())));

        foreach (var name in _folder.Names)
            File.ReadAllText(_folder[name]).ShouldBe("old");
        _folder.Names.ShouldBe(["images", "labels"]);
    }

    [Fact]
    public void The_last_file_of_a_group_is_missing_while_others_are_replaced()
    {
        _folder.Write("images", "old"u8);

        // The folder takes the name after the check, which has the effect of a kill between the two files.
        Should.Throw<GanSharpException>(() => AtomicFile.WriteTogether(
            (_folder["labels"], stream => stream.Write("new"u8)),
            (_folder["images"], _ => Directory.CreateDirectory(_folder["labels"]))));

        _folder.Names.ShouldBe(["labels"]);
    }
}
