using GanSharp.Data;
using GanSharp.Metrics;

namespace GanSharp.Tests.Metrics;

public class NearestImagesTests
{
    private static readonly ImageDataset Digits = Datasets.Load("digits");
    private static readonly ImageDataset Training = Half(0), Test = Half(1);

    [Fact]
    public void The_nearest_images_are_those_of_a_double_loop()
    {
        var (training, images) = (Tiny.Images(40), Tiny.Images(9, new(1, 8, 8)));

        var found = new NearestImages(training).Find(images, 2);

        for (var i = 0; i < images.Count; i++)
        {
            var expected = Enumerable
                .Range(0, training.Count)
                .Select(j => (Index: j, Distance: Distance(images.Image(i), training.Image(j))))
                .OrderBy(pair => pair.Distance).Take(2).ToArray();
            found[i].Select(pair => pair.Index).ShouldBe(expected.Select(pair => pair.Index));
            found[i]
                .Select(pair => pair.Distance)
                .ToArray()
                .ShouldBeNear([.. expected.Select(pair => pair.Distance)], 1e-12, "distances");
        }
    }

    [Fact]
    public void The_ratio_is_0_for_copies_and_about_1_for_new_images()
    {
        var nearest = new NearestImages(Training);

        nearest.Ratio(Training.Subsample(200), Test).ShouldBe(0);
        nearest.Ratio(Altered(Training.Subsample(200)), Test)!.Value.ShouldBeInRange(0.01, 0.3);
        nearest.Ratio(Test.Subsample(300), Test)!.Value.ShouldBeInRange(0.9, 1.1);
        nearest.Ratio(Noise(100), Test)!.Value.ShouldBeGreaterThan(1.5);
    }

    [Fact]
    public void There_is_no_ratio_if_test_images_are_copies() =>
        new NearestImages(Training).Ratio(Test, Training).ShouldBeNull();

    [Fact]
    public void The_picture_has_a_row_for_each_sample()
    {
        var nearest = new NearestImages(Training);

        var picture = nearest.Picture(Training, rows: 3, neighbours: 4, zoom: 1);

        (picture.Width, picture.Height).ShouldBe((5 * 30 + 2, 3 * 30 + 2));
        At(0).ShouldBe(At(1), "a copy is next to its original");
        At(0).ShouldNotBe(At(2));

        byte[] At(int column) =>
            [
                .. Enumerable
                    .Range(0, 28)
                    .SelectMany(y => picture.Pixels.AsSpan((y + 2) * picture.Width + 2 + column * 30, 28).ToArray()),
            ];
    }

    [Fact]
    public void Images_of_another_size_are_scaled()
    {
        var nearest = new NearestImages(Training);
        var picture = nearest.Picture(Training.Resized(56), rows: 2, neighbours: 1, zoom: 1);

        (picture.Width, picture.Height).ShouldBe((2 * 30 + 2, 2 * 30 + 2));
        nearest.Find(Training.Subsample(5).Resized(56))[0][0].Distance.ShouldBeLessThan(500);
    }

    [Fact]
    public void Colour_images_are_not_compared_with_grey_ones() =>
        Should
            .Throw<GanSharpException>(() => new NearestImages(Training).Find(Tiny.Images(shape: new(3, 8, 8))))
            .Message.ShouldBe(
                "noise has images of 8×8×3, digits of 28×28×1; compare grey with grey, colour with colour");

    private static ImageDataset Half(int which)
    {
        var size = Digits.ImageShape.Count;
        var chosen = Enumerable.Range(0, Digits.Count / 2).Select(i => 2 * i + which).ToArray();
        return new(
            Digits.Name,
            [.. chosen.SelectMany(i => Digits.Image(i).ToArray())],
            Digits.ImageShape,
            [.. chosen.Select(i => Digits.Labels![i])]);
    }

    private static ImageDataset Altered(ImageDataset images) =>
        new("altered", Array.ConvertAll(images.Images, value => (byte)Math.Min(255, value + 5)), images.ImageShape);

    private static ImageDataset Noise(int count) =>
        new(
            "noise", Array.ConvertAll(new RandomStream("noise", 1).Integers(count * 784, 256), value => (byte)value),
            new(1, 28, 28));

    private static double Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0d;
        for (var i = 0; i < a.Length; i++)
            sum += Math.Pow(a[i] - b[i], 2);
        return Math.Sqrt(sum);
    }
}
