using GanSharp.Data;
using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

public class ImageGroupsTests
{
    [Fact]
    public void Similar_images_share_a_group_and_new_ones_join_them()
    {
        byte[] brightness = [.. Enumerable.Range(0, 12).Select(i => (byte)(i % 3 * 100 + i))];
        var groups = Of(brightness, seed: 1);

        var labels = groups.Label(Plain(brightness), default).Labels!;

        for (var i = 0; i < 12; i++)
            labels[i].ShouldBe(labels[i % 2 * 3 + i % 3], $"image {i}");
        groups.Label(Plain([3, 207, 5]), default).Labels.ShouldBe([labels[0], labels[2], labels[0]]);
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(40, 8)]
    [InlineData(200, 16)]
    public void There_is_a_group_for_every_five_images_up_to_sixteen(int images, int groups)
    {
        byte[] brightness = [.. Enumerable.Range(0, images).Select(i => (byte)i)];

        Of(brightness, seed: 1).Label(Plain(brightness), default).Classes.ShouldBe(groups);
    }

    [Fact]
    public void There_are_no_more_groups_than_different_images() =>
        Of([.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? (byte)0 : (byte)9)], seed: 1)
            .Label(Plain([0, 9]), default).ClassNames.ShouldBe(["group 1", "group 2"]);

    [Fact]
    public void Images_that_are_all_the_same_are_refused() =>
        Should.Throw<GanSharpException>(() => Of([7, 7, 7], seed: 1)).Message.ShouldBe(
            "plain: all images are the same, so there is nothing to learn; add other images");

    private static ImageGroups Of(byte[] brightness, long seed) =>
        new(Plain(brightness), new RandomStream("groups", seed), default);

    private static ImageDataset Plain(byte[] brightness) =>
        new("plain", [.. brightness.SelectMany(value => Enumerable.Repeat(value, 16))], new(1, 4, 4));
}
