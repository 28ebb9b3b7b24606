using GanSharp.Data;

namespace GanSharp.Tests.Data;

public class ImageDatasetTests
{
    [Fact]
    public void Knows_its_images_and_classes()
    {
        var data = new ImageDataset("two", [1, 2, 3, 4, 5, 6], new(1, 1, 3), [0, 2]);

        (data.Count, data.Classes).ShouldBe((2, 3));
        data.ClassNames.ShouldBe(["0", "1", "2"]);
        data.Image(1).ToArray().ShouldBe([4, 5, 6]);
        data.ToString().ShouldBe("two: 2 images of 1×3×1, 3 classes");
    }

    [Fact]
    public void Without_labels_there_are_no_classes()
    {
        var data = new ImageDataset("two", [1, 2], new(1, 1, 1), classNames: ["a", "b"]);
        (data.Labels, data.Classes).ShouldBe((null, 0));
        data.ToString().ShouldBe("two: 2 images of 1×1×1, no labels");
    }

    [Theory]
    [InlineData(5, new byte[] { 0, 1 }, "5 bytes are not one or more images of 1×3×1")]
    [InlineData(0, new byte[] { }, "0 bytes are not")]
    [InlineData(6, new byte[] { 0, 1, 1 }, "2 images but 3 labels")]
    [InlineData(6, new byte[] { }, "2 images but 0 labels")]
    [InlineData(6, new byte[] { 1, 2 }, "image 1 has label 2, but labels run from 0 to 1")]
    public void What_does_not_fit_together_is_refused(int bytes, byte[] labels, string reason) =>
        Should.Throw<GanSharpException>(() => new ImageDataset("x", new byte[bytes], new(1, 1, 3), labels, ["a", "b"])).Message.ShouldStartWith($"x: {reason}");

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Images_of_an_impossible_shape_are_refused(int channels, int height, int width) =>
        Should.Throw<GanSharpException>(() => new ImageDataset("x", [1, 2], new(channels, height, width))).Message.ShouldContain("not supported");
}
