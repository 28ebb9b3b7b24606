using System.Text;
using GanSharp.IO;

namespace GanSharp.Tests.IO;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_and_replaces()
    {
        AtomicFile.Write(_folder["a"], stream => stream.Write("first, and longer"u8));
        AtomicFile.Write(_folder["a"], stream => stream.Write("second"u8));

        File.ReadAllText(_folder["a"]).ShouldBe("second");
        _folder.Names.ShouldBe(["a"]);
    }

    [Fact]
    public void Makes_missing_folders()
    {
        AtomicFile.Write(Path.Combine(_folder.Path, "b", "c", "d"), stream => stream.Write("x"u8));
        File.ReadAllText(Path.Combine(_folder.Path, "b", "c", "d")).ShouldBe("x");
    }

    [Fact]
    public void The_old_file_survives_a_failure_and_is_there_until_the_new_one_is_whole()
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
}
