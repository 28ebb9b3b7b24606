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
    public void Labels_are_found_next_to_an_IDX_file(string images, string labels)
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
    public void An_IDX_file_may_have_no_labels()
    {
        Idx.Write(_folder["some"], new([1, 2, 2], new byte[4]));
        ImageFiles.Load(_folder["some"]).Labels.ShouldBeNull();
    }

    [Fact]
    public void Subfolders_become_classes()
    {
        foreach (var name in (string[])["cat", "dog"])
            PngWriter.Save(_folder[$"{name}/1.png"], new(2, 2, 1, new byte[4]));

        ImageFiles.Load(_folder.Path, ["bird"]).ClassNames.ShouldBe(["cat", "dog"]);
        ImageFiles.Load(_folder["cat"]).Labels.ShouldBeNull();
    }

    [Fact]
    public void Pictures_in_subfolders_and_other_formats_are_reported()
    {
        PngWriter.Save(_folder["some/where/1.png"], new(2, 2, 1, new byte[4]));
        Directory.CreateDirectory(_folder["others"]);
        File.WriteAllText(_folder["others/1.tif"], "");

        Refusal("")
            .ShouldBe(
                $"{_folder.Path}: there are no pictures in it; they are in a subfolder; name it: {_folder["some"]}");
        Refusal("others")
            .ShouldEndWith("; 1 .tif file left out: not a format that is read (1.tif); convert them to PNG");

        string Refusal(string name) =>
            Should
                .Throw<GanSharpException>(() => ImageFiles.Load(name.Length > 0 ? _folder[name] : _folder.Path))
                .Message;
    }

    [Fact]
    public void A_missing_path_is_named()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Should
            .Throw<GanSharpException>(() => ImageFiles.Load(_folder["empty"]))
            .Message.ShouldBe($"{_folder["empty"]}: there are no pictures in it");
        Should
            .Throw<GanSharpException>(() => ImageFiles.Load(_folder["none"]))
            .Message.ShouldBe($"{_folder["none"]}: there is no such folder or file of images");
    }
}
