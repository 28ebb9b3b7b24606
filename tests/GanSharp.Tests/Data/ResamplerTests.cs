using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public class ResamplerTests
{
    [Fact]
    public void The_central_square_is_cropped()
    {
        Scale([1, 2, 3, 4, 5, 6, 7, 8], new(1, 2, 4), 2).ShouldBe([2, 3, 6, 7]);
        Scale([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], new(1, 5, 2), 2).ShouldBe([3, 4, 5, 6]);
    }

    [Fact]
    public void A_shrinking_row_uses_triangular_weights()
    {
        // 4 → 2: the first centre is 1 with a reach of 2, so the pixels at 0.5, 1.5, 2.5 weigh 3 : 3 : 1.
        byte[] row = [70, 14, 140, 210];
        var (left, right) = ((byte)((3 * 70 + 3 * 14 + 140) / 7), (byte)((14 + 3 * 140 + 3 * 210) / 7));
        Scale([.. row, .. row, .. row, .. row], new(1, 4, 4), 2).ShouldBe([left, right, left, right]);
    }

    [Fact]
    public void A_growing_row_is_bilinear()
    {
        // 2 → 4: the centres are at 0.25, 0.75, 1.25, 1.75, between the pixels at 0.5 and 1.5.
        byte[] row = [0, 100, 0, 100];
        Scale(row, new(1, 2, 2), 4)[..4].ShouldBe([0, 25, 75, 100]);
    }

    [Fact]
    public void Both_directions_are_scaled_alike()
    {
        var image = Tiny.Images(1, new(1, 7, 7)).Images;
        var turned = new byte[49];
        for (var i = 0; i < 49; i++)
            turned[i % 7 * 7 + i / 7] = image[i];

        foreach (var size in (int[])[3, 5, 16])
        {
            var (scaled, other) = (Scale(image, new(1, 7, 7), size), Scale(turned, new(1, 7, 7), size));
            for (var i = 0; i < scaled.Length; i++)
                ((double)other[i % size * size + i / size]).ShouldBe(scaled[i], 1);
        }
    }

    [Fact]
    public void Channels_do_not_mix()
    {
        byte[] red = [10, 20, 30, 40, 50, 60, 70, 80, 90],
            green = [.. red.Reverse()],
            blue = [.. red.Select(value => (byte)(value * 2))];
        Scale([.. red, .. green, .. blue], new(3, 3, 3), 5)
            .ShouldBe([
                .. Scale(red, new(1, 3, 3), 5),
                .. Scale(green, new(1, 3, 3), 5),
                .. Scale(blue, new(1, 3, 3), 5),
            ]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(64)]
    public void A_plain_image_stays_plain(int size) =>
        Scale([.. Enumerable.Repeat((byte)201, 81)], new(1, 9, 9), size).ShouldAllBe(value => value == 201);

    [Fact]
    public void The_same_size_changes_nothing()
    {
        var image = Tiny.Images(1, new(3, 6, 6)).Images;
        Scale(image, new(3, 6, 6), 6).ShouldBe(image);
    }

    [Fact]
    public void A_whole_image_is_squeezed_to_fit() =>
        Scale([10, 20, 30, 40, 10, 20, 30, 40], new(1, 2, 4), 2, Crop.Fit)
            .ShouldBe(Scale([10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40], new(1, 4, 4), 2));

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    public void A_whole_image_is_padded_with_background(int height, int width)
    {
        var padded = Scale([.. Enumerable.Repeat((byte)7, 8)], new(1, height, width), 4, Crop.Pad, PixelColor.White);
        for (var (i, isWide) = (0, width > height); i < 16; i++)
            padded[i].ShouldBe((byte)((isWide ? i / 4 : i % 4) is 1 or 2 ? 7 : 255), $"pixel {i}");
    }

    [Fact]
    public void A_background_with_a_hue_makes_padded_grey_images_colour()
    {
        var resampler = new Resampler(new(1, 1, 2), 2, Crop.Pad, new(1, 2, 3));
        resampler.Shape.ShouldBe(new ImageShape(3, 2, 2));
        var result = new byte[12];
        resampler.Apply([7, 7], result);
        result.ShouldBe([7, 7, 1, 1, 7, 7, 2, 2, 7, 7, 3, 3]);
        new Resampler(new(1, 2, 2), 4, Crop.Pad, new(1, 2, 3)).Shape.Channels.ShouldBe(1, "there is no border");
    }

    [Fact]
    public void A_very_narrow_image_keeps_a_pixel() =>
        Scale([.. Enumerable.Repeat((byte)7, 100)], new(1, 1, 100), 4, Crop.Pad, PixelColor.Black)
            .Count(value => value == 7).ShouldBe(4);

    private static byte[] Scale(
        byte[] image, ImageShape shape, int size, Crop crop = Crop.Centre, PixelColor background = default)
    {
        var resampler = new Resampler(shape, size, crop, background);
        resampler.Shape.ShouldBe(new ImageShape(shape.Channels, size, size));
        var result = new byte[resampler.Shape.Count];
        resampler.Apply(image, result);
        return result;
    }
}
