using GanSharp.IO;

namespace GanSharp.Tests.IO;

public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_an_empty_file_and_a_file_of_the_kind_can_be_replaced()
    {
        FileKind.Png.CheckReplaceable(_folder["none.png"]);
        FileKind.Png.CheckReplaceable(_folder.Write("empty.png", []));
        PngWriter.Save(_folder["a.png"], new(1, 1, 1, [0]));
        FileKind.Png.CheckReplaceable(_folder["a.png"]);
        Idx.Write(_folder["a.idx"], new([1], [0]));
        FileKind.Idx.CheckReplaceable(_folder["a.idx"]);
    }

    [Fact]
    public void Other_files_and_folders_cannot()
    {
        var idx = _folder["a.idx"];
        Idx.Write(idx, new([1], [0]));
        Should.Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(idx)).Message.ShouldContain("exists and is no PNG picture");
        Should.Throw<GanSharpException>(() => FileKind.Idx.CheckReplaceable(_folder.Write("short", [0]))).Message.ShouldContain("no IDX file");
        Should.Throw<GanSharpException>(() => FileKind.Idx.CheckReplaceable(_folder.Path)).Message.ShouldContain("is a folder");
    }
}
