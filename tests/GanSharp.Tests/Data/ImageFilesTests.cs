using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("fake-images.idx", "fake-labels.idx")]
    [InlineData("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")]
    public void Labels_are_found_beside_an_idx_file(string images, string labels)
    {
        Idx.Write(_folder[images], new([3, 2, 2], [.. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        Idx.Write(_folder[labels], new([3], [1, 0, 1]));

        var loaded = ImageFiles.Load(_folder[images], ["a", "b"]);

        loaded.ImageShape.ShouldBe(new(1, 2, 2));
        loaded.Labels.ShouldBe([1, 0, 1]);
        loaded.ClassNames.ShouldBe(["a", "b"]);
        Should
            .Throw<GanSharpException>(() => ImageFiles.Load(_folder[images], ["a"]))
            .Message.ShouldContain("image 0 has label 1");
    }

    [Fact]
    public void An_idx_file_may_be_alone()
    {
        Idx.Write(_folder["some"], new([1, 2, 2], new byte[4]));
        ImageFiles.Load(_folder["some"]).Labels.ShouldBeNull();
    }

    [Fact]
    public void A_folder_of_folders_has_their_classes()
    {
        foreach (var name in (string[])["cat", "dog"])
            PngWriter.Save(_folder[$"{name}/1.png"], new(2, 2, 1, new byte[4]));

        ImageFiles.Load(_folder.Path, ["bird"]).ClassNames.ShouldBe(["cat", "dog"]);
        ImageFiles.Load(_folder["cat"]).Labels.ShouldBeNull();
    }

    [Fact]
    public void Where_pictures_are_in_place_of_those_is_said()
    {
        PngWriter.Save(_folder["some/where/1.png"], new(2, 2, 1, new byte[4]));
        Directory.CreateDirectory(_folder["others"]);
        File.WriteAllText(_folder["others/1.webp"], "");

        Refusal("")
            .ShouldBe(
                $"{_folder.Path}: there are no PNG files in it; they lie deeper; name their folder: {_folder["some"]}");
        Refusal("others").ShouldEndWith("; 1 .webp left out: not a format that is read (1.webp); convert them to PNG");

        string Refusal(string name) =>
            Should
                .Throw<GanSharpException>(() => ImageFiles.Load(name.Length > 0 ? _folder[name] : _folder.Path))
                .Message;
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Should
            .Throw<GanSharpException>(() => ImageFiles.Load(_folder["empty"]))
            .Message.ShouldBe($"{_folder["empty"]}: there are no PNG files in it");
        Should
            .Throw<GanSharpException>(() => ImageFiles.Load(_folder["none"]))
            .Message.ShouldBe($"{_folder["none"]}: there is no such folder or IDX file");
    }
}
