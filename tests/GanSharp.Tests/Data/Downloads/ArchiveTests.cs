using System.Text;
using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

[Trait("Instructions", "any")]
public sealed class ArchiveTests : IDisposable
{
    private static readonly (string, byte[])[] Members =
    [
        ("deep/er/a.bin", [1, 2, 3]), ("deep/b.bin", [4]), ("other.txt", [5]),
    ];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Only_the_named_members_are_extracted(string archive)
    {
        _folder.Write(archive, Pack(archive, Members));
        Archive.Unpack(_folder[archive], ["b.bin", "a.bin"], _folder["out"]);
        Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order().ShouldBe(["a.bin", "b.bin"]);
        File.ReadAllBytes(_folder["out/a.bin"]).ShouldBe([1, 2, 3]);
        File.ReadAllBytes(_folder["out/b.bin"]).ShouldBe([4]);
    }

    [Theory]
    [InlineData("x.zip", "../../a.bin")]
    [InlineData("x.tar.gz", "../../a.bin")]
    [InlineData("x.zip", "/a.bin")]
    [InlineData("x.tar.gz", "/a.bin")]
    public void Paths_in_the_archive_are_ignored(string archive, string path)
    {
        _folder.Write(archive, Pack(archive, (path, [7])));
        Archive.Unpack(_folder[archive], ["a.bin"], _folder["deep/er/out"]);
        File.ReadAllBytes(_folder["deep/er/out/a.bin"]).ShouldBe([7]);
        Directory.GetFiles(_folder.Path, "a.bin", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Missing_members_are_named(string archive)
    {
        _folder.Write(archive, Pack(archive, Members));
        Should
            .Throw<GanSharpException>(() =>
                Archive.Unpack(_folder[archive], ["d.bin", "a.bin", "c.bin"], _folder["out"]))
            .Message.ShouldBe($"{_folder[archive]}: has no c.bin, d.bin; delete it and fetch it again");
    }

    [Theory]
    [InlineData((byte)'0', 1 << 30)]
    [InlineData((byte)'L', 1 << 30)]
    [InlineData((byte)'x', int.MaxValue)]
    [InlineData((byte)'5', int.MaxValue)]
    public void A_tar_header_cannot_make_the_reader_allocate_much(byte type, int size)
    {
        var tar = TestArchive.Tar(("a.bin", [1]));
        Encoding.ASCII.GetBytes($"{Convert.ToString(size, 8).PadLeft(11, '0')}\0").CopyTo(tar, 124);
        tar[156] = type;
        Array.Fill(tar, (byte)' ', 148, 8);
        Encoding.ASCII.GetBytes($"{Convert.ToString(tar.Take(512).Sum(b => b), 8).PadLeft(6, '0')}\0").CopyTo(tar, 148);
        _folder.Write("x.tar.gz", TestArchive.GZip(tar));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should
            .Throw<GanSharpException>(() => Archive.Unpack(_folder["x.tar.gz"], ["a.bin"], _folder["out"]))
            .Message.ShouldStartWith(_folder["x.tar.gz"]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        Directory.GetFiles(_folder.Path, "*a.bin*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Unpacking_can_be_stopped(string archive)
    {
        _folder.Write(archive, Pack(archive, Members));
        Should.Throw<OperationCanceledException>(() =>
            Archive.Unpack(_folder[archive], ["a.bin"], _folder["out"], new(canceled: true)));
        Directory.GetFiles(_folder["out"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar")]
    [InlineData("x.tar.gz")]
    public void Every_kind_of_damage_is_a_user_error(string kind)
    {
        var whole = Pack(kind, Members);
        var random = new RandomStream("damage", 1);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var flip = 0; flip < 3; flip++)
                bytes[Draw(bytes.Length)] ^= (byte)(1 + Draw(255));
            if (i % 3 == 0)
                bytes = bytes[..Draw(bytes.Length)];
            var archive = kind == "x.tar" ? "x.tar.gz" : kind;
            _folder.Write(archive, kind == "x.tar" ? TestArchive.GZip(bytes) : bytes);
            try
            {
                Archive.Unpack(_folder[archive], ["a.bin", "b.bin"], _folder["out"]);
            }
            catch (GanSharpException e)
            {
                e.Message.ShouldStartWith(_folder[archive]);
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(20);

        int Draw(int bound) => random.Integers(1, bound)[0];
    }

    private static byte[] Pack(string kind, params (string, byte[])[] members) => kind switch
    {
        "x.zip" => TestArchive.Zip(members),
        "x.tar" => TestArchive.Tar(members),
        _ => TestArchive.GZip(TestArchive.Tar(members)),
    };
}
