using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

public class RotationTests
{
    [Theory]
    [InlineData(0, new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(1, new[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(2, new[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(3, new[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    public void Quarter_turns_are_anticlockwise_in_every_channel(int turns, int[] expected)
    {
        int[] image = [.. Enumerable.Range(1, 9), .. Enumerable.Range(11, 9)];
        var result = new int[18];

        Rotation.Apply<int>(image, result, 3, turns);

        result.ShouldBe([.. expected, .. expected.Select(value => value + 10)]);
    }

    [Fact]
    public void A_set_is_rotated_image_by_image()
    {
        var rotated = Rotation.Of(new("two", [1, 2, 3, 4, 5, 6, 7, 8], new(1, 2, 2), [0, 1]), 1);

        rotated.Images.ShouldBe([2, 4, 1, 3, 6, 8, 5, 7]);
        rotated.Labels.ShouldBeNull();
    }
}
