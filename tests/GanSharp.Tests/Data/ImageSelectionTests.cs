using GanSharp.Data;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public class ImageSelectionTests
{
    // Labels are 0, 1, 2, 0, 1, 2, ...
    private static readonly ImageDataset Images = Tiny.Images(12);

    [Fact]
    public void An_empty_selection_keeps_everything() => new ImageSelection().Of(Images).ShouldBeSameAs(Images);

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
    public void Classes_that_the_limit_leaves_without_images_are_left_out_and_named()
    {
        var chosen = new ImageSelection { Limit = 2 }.Of(Images);

        chosen.ClassNames.ShouldBe(["zero", "one"]);
        chosen.CountPerClass().ShouldBe([1, 1]);
        chosen.LeftOut.ShouldBe(["a limit of 2 leaves no image of class two; left out"]);
    }

    [Fact]
    public void Classes_without_images_are_left_out()
    {
        var few = new ImageDataset("few", [1, 2, 3], new(1, 1, 1), [2, 0, 2], ["a", "b", "c"]);

        var chosen = new ImageSelection().Of(few);

        chosen.ClassNames.ShouldBe(["a", "c"]);
        chosen.Labels.ShouldBe([1, 0, 1]);
        chosen.LeftOut.ShouldBe(["there is no image of class b; left out"]);
    }

    [Fact]
    public void Images_can_be_renumbered_to_the_classes_of_an_earlier_run()
    {
        var today = new ImageDataset("few", [1, 2, 3], new(1, 1, 1), [1, 0, 1], ["a", "c"]);

        var then = today.InClasses(["a", "b", "c"]);

        then.Labels.ShouldBe([2, 0, 2]);
        then.ClassNames.ShouldBe(["a", "b", "c"]);
        today.InClasses(["a", "b", "d"]).ShouldBeSameAs(today);
        today.InClasses(["a"]).ShouldBeSameAs(today);
        new ImageDataset("few", [1], new(1, 1, 1), [0], ["\u00e9"])
            .InClasses(["e\u0301"])
            .ClassNames.ShouldBe(["e\u0301"], "as another disk writes it");
    }

    [Fact]
    public void Impossible_limits_and_sizes_are_refused()
    {
        Should
            .Throw<GanSharpException>(() => new ImageSelection { Limit = -1 })
            .Message.ShouldStartWith("a limit of -1 images is not possible");
        foreach (var size in (int[])[-4, 1, 3, 1025])
            Should
                .Throw<GanSharpException>(() => new ImageSelection { ImageSize = size })
                .Message.ShouldStartWith($"images of side {size} are not possible");
    }
}
