using GanSharp.Data;

namespace GanSharp.Tests.Data;

public class ImageSelectionTests
{
    // Labels are 0, 1, 2, 0, 1, 2, ...
    private static readonly ImageDataset Images = Tiny.Images(12);

    [Fact]
    public void Nothing_selected_is_everything() => new ImageSelection().Of(Images).ShouldBeSameAs(Images);

    [Fact]
    public void The_limit_counts_images_of_the_chosen_classes()
    {
        var chosen = new ImageSelection { Classes = ["two", "one"], Limit = 3, ImageSize = 4 }.Of(Images);

        chosen.ToString().ShouldBe("noise: 3 images of 4×4×1, 2 classes");
        chosen.ClassNames.ShouldBe(["one", "two"]);
        chosen.Labels.ShouldBe([0, 1, 0]);
        chosen.Image(2).ToArray().ShouldBe(Images.Resized(4).Image(7).ToArray());
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Should.Throw<GanSharpException>(() => new ImageSelection { Limit = -1 }).Message.ShouldStartWith("a limit of -1 images is not possible");
        foreach (var size in (int[])[-4, 1, 3, 1025])
            Should.Throw<GanSharpException>(() => new ImageSelection { ImageSize = size }).Message.ShouldStartWith($"images of side {size} are not possible");
    }
}
