using GanSharp.Data;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public class ImageDatasetTests
{
    [Fact]
    public void A_data_set_knows_its_images_and_classes()
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

    [Fact]
    public void Every_fifth_image_of_each_class_can_be_held_out()
    {
        var images = Enumerable.Range(0, 22).Select(i => (byte)i).ToArray();
        var data = new ImageDataset(
            "some", images, new(1, 1, 1), Array.ConvertAll(images, i => (byte)(i % 2)),
            ["even", "odd"]);

        var (kept, heldOut) = data.HoldOut();

        heldOut.Images.ShouldBe([8, 9, 18, 19]);
        heldOut.Labels.ShouldBe([0, 1, 0, 1]);
        heldOut.ClassNames.ShouldBe(["even", "odd"]);
        kept.Images.ShouldBe(images.Except(heldOut.Images));
        new ImageDataset("plain", images, new(1, 1, 1)).HoldOut().HeldOut.Images.ShouldBe([4, 9, 14, 19]);
        Should.Throw<GanSharpException>(() => new ImageDataset("few", images[..4], new(1, 1, 1)).HoldOut()).Message
            .ShouldBe("few: no class has 5 images, so none can be held out; add images");
    }

    [Theory]
    [InlineData(5, new byte[] { 0, 1 }, "5 bytes are not one or more whole images of 1×3×1")]
    [InlineData(0, new byte[] { }, "0 bytes are not")]
    [InlineData(6, new byte[] { 0, 1, 1 }, "2 images but 3 labels")]
    [InlineData(6, new byte[] { }, "2 images but 0 labels")]
    [InlineData(6, new byte[] { 1, 2 }, "image 1 has label 2, but labels run from 0 to 1")]
    public void Images_and_labels_that_do_not_match_are_refused(int bytes, byte[] labels, string reason) =>
        Should
            .Throw<GanSharpException>(() => new ImageDataset("x", new byte[bytes], new(1, 1, 3), labels, ["a", "b"]))
            .Message.ShouldStartWith($"x: {reason}");

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Images_of_an_impossible_shape_are_refused(int channels, int height, int width) =>
        Should
            .Throw<GanSharpException>(() => new ImageDataset("x", [1, 2], new(channels, height, width)))
            .Message.ShouldContain("not supported");

    [Fact]
    public void Chosen_classes_are_renumbered_and_keep_their_names()
    {
        var data = new ImageDataset("four", [1, 2, 3, 4, 5, 6, 7, 8], new(1, 1, 2), [0, 2, 1, 2], ["a", "b", "c"]);

        var chosen = data.WithClasses(["c", "a", "c"]);

        (chosen.Name, chosen.Classes, chosen.ImageShape).ShouldBe(("four", 2, data.ImageShape));
        chosen.ClassNames.ShouldBe(["a", "c"]);
        chosen.Labels.ShouldBe([0, 1, 1]);
        chosen.Images.ShouldBe([1, 2, 3, 4, 7, 8]);
        data.WithClasses([]).ShouldBeSameAs(data);
    }

    [Fact]
    public void Classes_that_cannot_be_chosen_are_refused()
    {
        var data = new ImageDataset("one", [1], new(1, 1, 1), [0], ["cat", "dog"]);
        Should
            .Throw<GanSharpException>(() => data.WithClasses(["dogs"]))
            .Message.ShouldBe("'dogs' is not one of the 2 classes: cat, dog; did you mean dog?");
        Should
            .Throw<GanSharpException>(() => data.WithClasses(["dog"]))
            .Message.ShouldBe("one: there is no image of dog; choose other classes");
        Should.Throw<GanSharpException>(() => new ImageDataset("bare", [1], new(1, 1, 1)).WithClasses(["dog"])).Message
            .ShouldBe("bare: there are no labels, so there are no classes to choose from; leave the classes out");
    }

    [Fact]
    public void A_subsample_keeps_the_proportions_of_the_classes()
    {
        var data = new ImageDataset("three", [1, 2, 3, 4, 5, 6], new(1, 1, 2), [0, 2, 1]);
        var two = data.Subsample(2);
        two.Images.ShouldBe([1, 2, 5, 6]);
        two.Labels.ShouldBe([0, 1]);
        two.ClassNames.ShouldBe(["0", "1", "2"]);
        new ImageDataset("in order", [1, 2, 3, 4, 5, 6], new(1, 1, 1), [0, 0, 1, 1, 2, 2])
            .Subsample(3)
            .Labels.ShouldBe([0, 1, 2]);
        new ImageDataset("in turn", [1, 2, 3, 4, 5, 6], new(1, 1, 1), [0, 1, 0, 1, 0, 1])
            .Subsample(2)
            .Labels.ShouldBe([0, 1]);
        data.Subsample(3).ShouldBeSameAs(data);
        data.Subsample(int.MaxValue).ShouldBeSameAs(data);
        new ImageDataset("bare", [1, 2], new(1, 1, 1)).Subsample(1).Labels.ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => data.Subsample(0));
    }

    [Fact]
    public void Every_image_is_scaled_independently()
    {
        var data = Tiny.Images(9, new(3, 7, 10));
        var scaled = data.Resized(5);

        scaled.ImageShape.ShouldBe(new ImageShape(3, 5, 5));
        (scaled.Labels, scaled.ClassNames).ShouldBe((data.Labels, data.ClassNames));
        for (var i = 0; i < data.Count; i++)
            scaled
                .Image(i)
                .ToArray()
                .ShouldBe(new ImageDataset("one", data.Image(i).ToArray(), data.ImageShape).Resized(5).Images);
        scaled.Resized(5).ShouldBeSameAs(scaled);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        var data = new ImageDataset("many", new byte[4000], new(1, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => data.Resized(3));
        Should.Throw<ArgumentOutOfRangeException>(() => data.Resized(1025));
        Should.Throw<OperationCanceledException>(() => data.Resized(4, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Images_too_many_to_scale_at_once_are_scaled_when_they_are_needed()
    {
        var data = Tiny.Images(4000, new(1, 2, 2));
        var scaled = data.Resized(1024);
        scaled.ToString().ShouldBe("noise: 4000 images of 1024×1024×1, 3 classes");
        foreach (var index in (int[])[0, 3999])
        {
            var one = new ImageDataset("one", data.Image(index).ToArray(), data.ImageShape).Resized(1024);
            scaled.Image(index).SequenceEqual(one.Images).ShouldBeTrue();
        }
        Should.Throw<GanSharpException>(() => scaled.Images)
            .Message.ShouldStartWith("noise: 4000 images of 1024×1024×1 do not fit into one array");
    }
}
