using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

public class ImageShiftTests
{
    [Theory]
    [InlineData(0, 0, new float[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(1, 0, new float[] { 1, 2, 3, 1, 2, 3 })]
    [InlineData(-1, 1, new float[] { 4, 4, 5, 4, 4, 5 })]
    [InlineData(0, -2, new float[] { 3, 3, 3, 6, 6, 6 })]
    [InlineData(9, 9, new float[] { 1, 1, 1, 1, 1, 1 })]
    [InlineData(-9, -9, new float[] { 6, 6, 6, 6, 6, 6 })]
    public void An_image_is_moved_and_its_edge_repeated(int down, int right, float[] expected)
    {
        var (image, result) = (new float[] { 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60 }, new float[12]);
        ImageShift.Apply(image, result, new(2, 2, 3), down, right);
        result[..6].ShouldBe(expected);
        result[6..].ShouldBe(expected.Select(value => 10 * value));
    }
}
