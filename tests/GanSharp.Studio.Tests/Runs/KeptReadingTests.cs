using GanSharp.Studio.Runs;

namespace GanSharp.Studio.Tests.Runs;

public sealed class KeptReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_again_only_when_it_has_changed()
    {
        var (files, reads) = (new KeptReading(_folder.Path), 0);
        Read().ShouldBe("none");
        Read().ShouldBe("none");
        reads.ShouldBe(1);
        File.WriteAllText(_folder["a.txt"], "one");
        Read().ShouldBe("one");
        Read().ShouldBe("one");
        reads.ShouldBe(2);
        File.AppendAllText(_folder["a.txt"], " two");
        Read().ShouldBe("one two");
        File.WriteAllText(_folder["b.txt"], "other");
        Read();
        reads.ShouldBe(3);

        string Read() => files.Of("a.txt", path =>
        {
            reads++;
            return File.Exists(path) ? File.ReadAllText(path) : "none";
        });
    }

    [Fact]
    public void A_folder_is_read_again_when_a_file_appears_in_it()
    {
        var files = new KeptReading(_folder.Path);
        Directory.CreateDirectory(_folder["samples"]);
        Directory.SetLastWriteTimeUtc(_folder["samples"], DateTime.UnixEpoch);
        Count().ShouldBe(0);
        File.WriteAllText(_folder["samples/1.png"], "");
        Count().ShouldBe(1);

        int Count() => files.Of("samples", path => Directory.GetFiles(path).Length);
    }

    [Fact]
    public void What_cannot_be_read_is_tried_again()
    {
        var (files, isBroken) = (new KeptReading(_folder.Path), true);
        Should.Throw<GanSharpException>(() => Read());
        isBroken = false;
        Read().ShouldBe(1);

        int Read() => files.Of("a.txt", _ => isBroken ? throw new GanSharpException("broken") : 1);
    }
}
