using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class TemporaryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Another_process_with_the_same_number_keeps_its_files()
    {
        var others = NextNames(100)
            .Select(name => new FileStream(_folder[name], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            .ToArray();

        AtomicFile.Write(_folder["a"], stream => stream.Write("mine"u8));

        foreach (var other in others)
        {
            File.Exists(other.Name).ShouldBeTrue();
            other.Dispose();
        }
        File.ReadAllText(_folder["a"]).ShouldBe("mine");
        _folder.Names.Count().ShouldBe(101);
    }

    [Fact]
    public void The_next_writer_deletes_the_files_of_killed_writers_only()
    {
        using var writing = TemporaryFile.In(_folder.Path);
        _folder.Write(".gansharp-7-1.tmp", "left"u8);
        _folder.Write(".mine.tmp", "of the user"u8);

        AtomicFile.Write(_folder["a"], stream => stream.Write("x"u8));

        _folder.Names.ShouldBe([Path.GetFileName(writing.Stream.Name), ".mine.tmp", "a"], ignoreOrder: true);
        writing.MoveTo(_folder["b"]);
        File.Exists(_folder["b"]).ShouldBeTrue();
    }

    [Fact]
    public void A_moved_file_is_complete_and_readable_immediately()
    {
        using var writing = TemporaryFile.In(_folder.Path);
        writing.Stream.Write("all"u8);
        writing.MoveTo(_folder["a"]);
        InputFile.ReadBytes(_folder["a"]).ShouldBe("all"u8.ToArray());
    }

    /// <summary>Returns the next names that this process will use.</summary>
    private IEnumerable<string> NextNames(int count)
    {
        using var own = TemporaryFile.In(_folder.Path);
        var parts = Path.GetFileNameWithoutExtension(own.Stream.Name).Split('-');
        return Enumerable
            .Range(int.Parse(parts[^1]) + 1, count)
            .Select(number => $"{parts[0]}-{parts[1]}-{number}.tmp")
            .ToArray();
    }
}
