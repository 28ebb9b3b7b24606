using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public class ImageGridTests
{
    [Fact]
    public void Images_are_in_reading_order_on_white()
    {
        var grid = ImageGrid.Arrange([1, 2, 3], new(1, 1, 1), columns: 2, margin: 1);

        (grid.Width, grid.Height, grid.Channels).ShouldBe((5, 5, 1));
        grid.Pixels.ShouldBe([
            255, 255, 255, 255, 255,
            255, 1, 255, 2, 255,
            255, 255, 255, 255, 255,
            255, 3, 255, 255, 255,
            255, 255, 255, 255, 255]);
    }

    [Fact]
    public void Rows_and_columns_of_an_image_keep_their_order() =>
        ImageGrid.Arrange([1, 2, 3, 4, 5, 6], new(1, 2, 3), columns: 1, margin: 0).Pixels.ShouldBe([1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Channels_are_interleaved() =>
        ImageGrid
            .Arrange([1, 2, 10, 20, 100, 200], new(3, 1, 2), columns: 1, margin: 0)
            .Pixels.ShouldBe([1, 10, 100, 2, 20, 200]);

    [Fact]
    public void Zoom_enlarges_pixels_but_not_the_margin() =>
        ImageGrid.Arrange([1, 2], new(1, 1, 2), columns: 1, margin: 1, zoom: 2).Pixels.ShouldBe([
            255, 255, 255, 255, 255, 255,
            255, 1, 1, 2, 2, 255,
            255, 1, 1, 2, 2, 255,
            255, 255, 255, 255, 255, 255]);

    [Fact]
    public void A_tensor_is_converted_from_its_range()
    {
        var images = Tensor.From([-1.0, 1.0], [2, 1, 1, 1], DType.F64);
        ImageGrid.Arrange(images, PixelRange.SignedUnit, columns: 2, margin: 0).Pixels.ShouldBe([0, 255]);
        ImageGrid.Arrange(images, PixelRange.Unit, columns: 1, margin: 0).Height.ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 4)]
    [InlineData(17, 5)]
    [InlineData(64, 8)]
    public void A_square_grid_has_room_for_all_images(int count, int columns) =>
        ImageGrid.SquareColumns(count).ShouldBe(columns);

    [Fact]
    public void Incomplete_images_and_other_bad_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => ImageGrid.Arrange([1, 2, 3], new(1, 1, 2), 1));
        Should.Throw<ArgumentException>(() => ImageGrid.Arrange([], new(1, 1, 2), 1));
        Should.Throw<ArgumentException>(() => ImageGrid.Arrange([1, 2], new(2, 1, 1), 1));
        Should.Throw<ArgumentOutOfRangeException>(() => ImageGrid.Arrange([1, 2], new(1, 1, 2), 0));
        Should
            .Throw<ArgumentException>(() => ImageGrid.Arrange(Tensor.Zeros([4, 784]), PixelRange.Unit, 2))
            .Message.ShouldContain("(4, 784)");
    }
}
