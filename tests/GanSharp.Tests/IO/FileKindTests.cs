using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_free_path_an_empty_file_and_a_file_of_the_kind_are_replaceable()
    {
        FileKind.Png.CheckReplaceable(_folder["none.png"]);
        FileKind.Png.CheckReplaceable(_folder.Write("empty.png", []));
        PngWriter.Save(_folder["a.png"], new(1, 1, 1, [0]));
        FileKind.Png.CheckReplaceable(_folder["a.png"]);
        Idx.Write(_folder["a.idx"], new([1], [0]));
        FileKind.Idx.CheckReplaceable(_folder["a.idx"]);
    }

    [Fact]
    public void Other_files_and_folders_are_not_replaceable()
    {
        var idx = _folder["a.idx"];
        Idx.Write(idx, new([1], [0]));
        Should
            .Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(idx))
            .Message.ShouldContain("exists and is not a PNG picture");
        Should.Throw<GanSharpException>(() => FileKind.Idx.CheckReplaceable(_folder.Write("short", [0])))
            .Message.ShouldContain("is not an IDX file");
        Should
            .Throw<GanSharpException>(() => FileKind.Idx.CheckReplaceable(_folder.Path))
            .Message.ShouldContain("is a folder");
        Should.Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(_folder["none/"])).Message
            .ShouldBe($"{_folder["none/"]}: is a folder; name a file in it");
    }

    [Fact]
    public void A_path_below_a_file_cannot_be_written_and_one_in_a_new_folder_can()
    {
        var file = _folder.Write("file", [1]);
        Should
            .Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(_folder["file/a/b.png"]))
            .Message.ShouldBe(
                $"{_folder["file/a/b.png"]}: cannot be written ({file} is not a folder); "
                + "choose another path, or check space and permissions");
        FileKind.Png.CheckReplaceable(_folder["new/folder/b.png"]);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([file], "a check leaves nothing behind");
    }

    [Fact]
    public void A_link_to_nothing_is_not_replaceable()
    {
        File.CreateSymbolicLink(_folder["a.png"], _folder["gone/a.png"]);
        Should.Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(_folder["a.png"])).Message
            .ShouldBe($"{_folder["a.png"]}: is a link to nothing; delete the link, or choose another path");
    }

    [Fact]
    public void A_link_is_not_replaceable()
    {
        File.WriteAllBytes(_folder["there.png"], []);
        File.CreateSymbolicLink(_folder["a.png"], _folder["there.png"]);
        Should
            .Throw<GanSharpException>(() => FileKind.Png.CheckReplaceable(_folder["a.png"]))
            .Message.ShouldBe(
                $"{_folder["a.png"]}: is a link to {_folder["there.png"]}, and would be replaced; "
                + "name that file, or delete the link");
    }
}
