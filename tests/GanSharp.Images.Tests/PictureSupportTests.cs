using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Images.Tests;

public sealed class PictureSupportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureSupportTests() => PictureSupport.Add();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_formats_of_a_folder_are_read_whatever_their_extension_says()
    {
        foreach (var (name, fixture) in new[]
        {
            ("1.JPG", "baseline.jpg"), ("2.Jpeg", "progressive.jpg"), ("3.webp", "lossy.webp"),
            ("4.GIF", "frames.gif"), ("5.bmp", "colour.bmp"), ("6.png", "cmyk.jpg"), ("7.jpg", "transparent.webp"),
        })
            _folder.Write(name, Fixture.Bytes(fixture));
        PngWriter.Save(_folder["8.jpe"], new(20, 20, 1, new byte[400]));

        PictureSupport.Add();
        var data = Datasets.Load("folder", _folder.Path, new ImageSelection { ImageSize = 8 });

        data.ToString().ShouldBe("folder: 8 images of 8×8×3, no labels");
        data.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public void Scaling_while_decoding_changes_little()
    {
        _folder.Write("1.jpg", Fixture.Bytes("baseline.jpg"));
        var whole = new SkiaPictureReader().Read(Fixture.Bytes("baseline.jpg"), "1.jpg", DecodeOptions.Default);
        var expected = new ImageDataset("1", whole.ToPlanes(), new(3, whole.Height, whole.Width)).Resized(4).Images;
        var actual = Datasets.Load("folder", _folder.Path, new ImageSelection { ImageSize = 4 }).Images;
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(24);
    }
}
